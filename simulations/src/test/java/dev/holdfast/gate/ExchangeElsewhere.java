package dev.holdfast.gate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A NATS server on another machine: whoever needs it waits for it. */
final class ExchangeElsewhere implements AutoCloseable {

  private static final String PORT = "4222";

  private final Process process;
  private final String url;

  private ExchangeElsewhere(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it; the test is left out where there is none.
   *
   * @param wrapper a command that runs the rest of its line there
   * @param address that it serves at
   */
  static ExchangeElsewhere start(List<String> wrapper, String address, Path folder)
      throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nats-server")), "needs Debian's nats-server");
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of("/usr/sbin/nats-server", "-js", "-a", address, "-p", PORT));
    command.addAll(List.of("-sd", folder.resolve("kept").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nats-server.log").toFile())
            .start();
    return new ExchangeElsewhere(process, "nats://" + address + ":" + PORT);
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
