package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fieldtargets.BackendProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    assertInvalid(
        gate, exit, "target never reachable: ws://127.0.0.1:" + port + "/ws: it accepts no");
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

  @Test
  void ofSeveralAddressesOfANameThoseThatAreDeadAreTold() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, "--time-scale", "0.01")) {
      String url = backend.url().replace("127.0.0.1", "chat.test");
      GateProcess gate = gateWhere("127.0.0.1 chat.test\n127.0.0.9 chat.test\n", url);
      GateProcess none = gateWhere("127.0.0.9 chat.test\n127.0.0.8 chat.test\n", url);

      gate.await(Duration.ofMinutes(3));

      assertThat(gate.said())
          .contains("1 of 2 addresses of chat.test do not accept connections: 127.0.0.9 (");
      assertThat(gate.verdict().at("/continuity/kept").asLong())
          .as(gate.output())
          .isPositive()
          .isEqualTo(gate.verdict().at("/continuity/planned").asLong());
      none.await(UNDER_A_MINUTE);
      assertThat(none.verdict().get("reasons").toString())
          .contains(
              "it accepts no connection; 2 of 2 addresses of chat.test do not accept connections: "
                  + "127.0.0.9 (");
    }
  }

  private GateProcess gateWhere(String hosts, String url) throws IOException {
    Path file = Files.createTempFile(folder, "hosts", "");
    Files.writeString(file, hosts);
    return GateProcess.start(
        Files.createTempDirectory(folder, "run"),
        new GateProcess.Setting(
            GateProcess.Setting.NORMAL.simulation(),
            List.of(),
            List.of("-Djdk.net.hosts.file=" + file)),
        SmallGate.with(
            "holdfast.target=" + url,
            "holdfast.time-scale=0.01",
            "holdfast.users=12",
            "holdfast.ramp=2s",
            "holdfast.duration=10s"));
  }

  private static void assertInvalid(GateProcess gate, int exit, String reason) throws Exception {
    assertThat(exit).isNotZero();
    assertThat(gate.verdict().get("verdict").asText()).isEqualTo("INVALID");
    assertThat(gate.verdict().get("reasons").toString()).contains(reason);
    assertThat(gate.said()).contains("INVALID").contains(reason);
  }
}
