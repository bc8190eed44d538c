package dev.holdfast.gate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Machines of a fleet, each a network namespace: one of run, exchange and target, and one of each
 * injector, with a line to the exchange and another to the target. All addresses are of
 * 127.0.0.0/8, so that no packet can leave this machine.
 */
final class FleetNetwork implements FleetPlaces {

  /** Of the exchange, on the machine of the run. */
  static final String EXCHANGE = "127.100.0.1";

  /** Of the target, on the machine of the run. */
  static final String TARGET = "127.101.0.1";

  private static final String EXCHANGE_NET = "exchange";
  private static final String TARGET_NET = "target";
  private static final int PLACES = 4;
  private static final long COMMAND_SECONDS = 20;

  private final String prefix = "hf" + ProcessHandle.current().pid();
  private final int injectors;

  private FleetNetwork(int injectors) {
    this.injectors = injectors;
  }

  /** Makes them; the test is left out where that is not to be had. */
  static FleetNetwork of(int injectors) throws IOException, InterruptedException {
    FleetNetwork network = new FleetNetwork(injectors);
    network.removeAll();
    assumeTrue(network.made(), "namespaces need root and iproute2");
    return network;
  }

  /** The settings by which users of each machine find and use its addresses. */
  String[] settings() {
    String places =
        IntStream.range(0, injectors)
            .boxed()
            .flatMap(index -> IntStream.range(0, PLACES).mapToObj(each -> place(index, each)))
            .collect(Collectors.joining(","));
    return new String[] {"holdfast.source-addresses=" + places};
  }

  @Override
  public List<String> run() {
    return in(hub());
  }

  @Override
  public List<String> injector(int index) {
    return in(machine(index));
  }

  /** The line between an injector and the exchange carries nothing any more. */
  void down(int index) throws IOException, InterruptedException {
    require("ip", "-n", hub(), "link", "set", EXCHANGE_NET + index, "down");
  }

  /** It does again. */
  void up(int index) throws IOException, InterruptedException {
    require("ip", "-n", hub(), "link", "set", EXCHANGE_NET + index, "up");
  }

  private boolean made() throws IOException, InterruptedException {
    if (!done("ip", "netns", "add", hub()) || !alone(hub())) {
      return false;
    }
    net(EXCHANGE_NET, EXCHANGE);
    net(TARGET_NET, TARGET);
    for (int index = 0; index < injectors; index++) {
      if (!done("ip", "netns", "add", machine(index)) || !alone(machine(index))) {
        return false;
      }
      line(EXCHANGE_NET, index, "127.100.0." + (2 + index));
      line(TARGET_NET, index, place(index, 0));
      for (int place = 1; place < PLACES; place++) {
        String address = place(index, place) + "/24";
        require("ip", "-n", machine(index), "address", "add", address, "dev", TARGET_NET + index);
      }
    }
    return true;
  }

  private void net(String name, String address) throws IOException, InterruptedException {
    require("ip", "-n", hub(), "link", "add", name, "type", "bridge");
    require("ip", "-n", hub(), "address", "add", address + "/24", "dev", name);
    require("ip", "-n", hub(), "link", "set", name, "up");
  }

  /** Only 127.0.0.1 is its own, all else of 127.0.0.0/8 goes by lines. */
  private static boolean alone(String name) throws IOException, InterruptedException {
    String commands =
        "ip link set lo up && ip address del 127.0.0.1/8 dev lo"
            + " && ip address add 127.0.0.1/32 dev lo"
            + " && echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet";
    return done("ip", "netns", "exec", name, "sh", "-c", commands);
  }

  private void line(String net, int index, String address)
      throws IOException, InterruptedException {
    String device = net + index;
    String there = machine(index);
    require(
        "ip", "link", "add", device, "netns", hub(), "type", "veth", "peer", "name", device,
        "netns", there);
    require("ip", "-n", hub(), "link", "set", device, "master", net);
    require("ip", "-n", hub(), "link", "set", device, "up");
    require("ip", "-n", there, "address", "add", address + "/24", "dev", device);
    require("ip", "-n", there, "link", "set", device, "up");
  }

  private static String place(int index, int place) {
    return "127.101.0." + (2 + index * PLACES + place);
  }

  private String hub() {
    return prefix + "-hub";
  }

  private String machine(int index) {
    return prefix + "-" + index;
  }

  private static List<String> in(String name) {
    return List.of("ip", "netns", "exec", name);
  }

  /** Also what an earlier test left that was killed. */
  void removeAll() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(List.of(hub()));
    IntStream.range(0, injectors).forEach(index -> names.add(machine(index)));
    for (String name : names) {
      if (Files.exists(Path.of("/run/netns", name))) {
        boolean unused = done("ip", "netns", "del", name);
      }
    }
  }

  private static void require(String... command) throws IOException, InterruptedException {
    if (!done(command)) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  private static boolean done(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }
}
