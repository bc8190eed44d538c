package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that cannot be judged makes the run INVALID, in under a minute, and never a PASS. */
final class NoTargetIT {

  private static final Duration UNDER_A_MINUTE = Duration.ofSeconds(59);

  @TempDir Path folder;

  @Test
  void aBackendThatDoesNotStartIsInvalidWithItsLastWords() throws Exception {
    GateProcess gate = GateProcess.start(folder, "holdfast.backend.jvm-args=-Xmx1k");

    int exit = gate.await(UNDER_A_MINUTE);

    assertInvalid(gate, exit, "the mock backend ended with code 1");
  }

  @Test
  void aTargetThatRefusesIsInvalid() throws Exception {
    int port;
    try (ServerSocket passing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = passing.getLocalPort();
    }
    GateProcess gate = GateProcess.start(folder, "holdfast.target=ws://127.0.0.1:" + port + "/ws");

    int exit = gate.await(UNDER_A_MINUTE);

    assertInvalid(gate, exit, "target never reachable: ws://127.0.0.1:" + port + "/ws");
  }

  @Test
  void aTargetThatAnswersNothingIsInvalid() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      GateProcess gate =
          GateProcess.start(
              folder, "holdfast.target=ws://127.0.0.1:" + silent.getLocalPort() + "/ws");

      int exit = gate.await(UNDER_A_MINUTE);

      assertInvalid(gate, exit, "no answer within 5000 ms");
    }
  }

  private static void assertInvalid(GateProcess gate, int exit, String reason) throws Exception {
    assertThat(exit).isNotZero();
    assertThat(gate.verdict().get("verdict").asText()).isEqualTo("INVALID");
    assertThat(gate.verdict().get("reasons").toString()).contains(reason);
    assertThat(String.join("\n", gate.lastWords())).contains("INVALID").contains(reason);
  }
}
