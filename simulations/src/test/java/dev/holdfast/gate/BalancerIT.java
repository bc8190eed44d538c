package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.Holdfast;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.Certificates;
import dev.holdfast.fieldtargets.StickyBalancer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Backends as they stand in the field: several, behind a real balancer, TLS before them. */
final class BalancerIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private static Path around = Path.of("");
  private static final List<BackendProcess> NODES = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(StickyBalancer.possible(), "haproxy is missing: apt-get install haproxy");
    for (int node = 0; node < 2; node++) {
      Path own = Files.createDirectory(around.resolve("node-" + node));
      NODES.add(BackendProcess.start(own, "--time-scale", "0.01"));
    }
  }

  @AfterAll
  static void stop() {
    NODES.forEach(BackendProcess::close);
    NODES.clear();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void usersAreRecognisedByTheirCookieBehindTlsThatWantsACertificate() throws Exception {
    Certificates server = Certificates.make(folder, "server");
    Certificates client = Certificates.make(folder, "client");
    try (StickyBalancer balancer = StickyBalancer.secure(folder, server, client, NODES)) {
      String target = "holdfast.target=wss://" + Certificates.HOST + ":" + balancer.port() + "/ws";
      String trust = "holdfast.reach.trust=" + server.certificate();
      String identity = "holdfast.reach.client-store=" + client.store();
      String password = "holdfast.reach.client-store-password=" + Certificates.PASSWORD;

      assertHolds(run("ReleaseGateSimulation", "gate", target, trust, identity, password));
      assertHolds(
          run(
              "ResilienceSimulation",
              "faults",
              target,
              trust,
              identity,
              password,
              "holdfast.time-scale=0.1",
              "holdfast.pace=3s",
              "holdfast.resilience.scenarios=half-open,hand-over,network-switch"));
      GateProcess stranger = run("ReleaseGateSimulation", "stranger", target, identity, password);
      assertThat(stranger.said()).contains("never reachable", "holdfast.reach.trust");
      GateProcess nobody = run("ReleaseGateSimulation", "nobody", target, trust);
      assertThat(nobody.said()).contains("never reachable", "holdfast.reach.client-store");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aTargetThatListensOnIpv6OnlyIsReached() throws Exception {
    try (StickyBalancer balancer = StickyBalancer.plain(folder, "[::1]", NODES)) {
      String target = "ws://[::1]:" + balancer.port() + "/ws";

      StringWriter checked = new StringWriter();
      int exit =
          Holdfast.commandLine()
              .setOut(new PrintWriter(checked))
              .execute("dialect", "check", "--target", target);
      assertThat(exit).as(checked.toString()).isZero();
      assertHolds(run("ReleaseGateSimulation", "gate", "holdfast.target=" + target));
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aHostNameAsContainersHaveItIsReached() throws Exception {
    try (StickyBalancer balancer = StickyBalancer.plain(folder, "127.0.0.1", NODES)) {
      String target = "holdfast.target=ws://chat_1:" + balancer.port() + "/ws";

      assertHolds(run("ReleaseGateSimulation", "gate", target));
    }
  }

  /** Names that no server outside this machine is asked for. */
  private Path hosts() throws IOException {
    return Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.1 localhost\n127.0.0.1 chat_1\n127.0.0.1 " + Certificates.HOST + "\n");
  }

  private GateProcess run(String simulation, String name, String... further) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "jdk.net.hosts.file=" + hosts(),
                "holdfast.time-scale=0.01",
                "holdfast.users=12",
                "holdfast.ramp=2s",
                "holdfast.duration=10s",
                "holdfast.gaps.most-cycles=3",
                "holdfast.scenarios=history,gaps"));
    settings.addAll(Arrays.asList(further));
    GateProcess run =
        GateProcess.start(
            simulation,
            Files.createDirectory(folder.resolve(name)),
            SmallGate.with(settings.toArray(String[]::new)));
    run.await(PATIENCE);
    assertThat(run.output()).doesNotContain(Certificates.PASSWORD);
    return run;
  }

  /** Everything is kept; so few returns prove nothing further. */
  private static void assertHolds(GateProcess run) throws IOException {
    JsonNode verdict = run.verdict();
    assertThat(verdict.get("verdict").asText()).as(run.output()).isNotEqualTo("INVALID");
    assertThat(verdict.at("/continuity/kept").asLong())
        .as(run.output())
        .isPositive()
        .isEqualTo(verdict.at("/continuity/planned").asLong());
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
  }
}
