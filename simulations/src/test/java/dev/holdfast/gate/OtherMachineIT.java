package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gate.GateProcess.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that are not Linux as it comes: little can be bound, and little is told. */
final class OtherMachineIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** As macOS has it: 127.0.0.1 alone on the loopback, and no {@code /proc}. */
  private static final String AS_ELSEWHERE =
      "ip link set lo up && ip address del 127.0.0.1/8 dev lo && ip address add 127.0.0.1/32 dev lo"
          + " && mount -t tmpfs none /proc && exec \"$@\"";

  @TempDir Path folder;

  @Test
  void aGateRunsWithOneLoopbackAddressAndWithoutProc() throws Exception {
    assumeTrue(canBeElsewhere(), "namespaces of its own need root, unshare and iproute2");
    Setting elsewhere =
        new Setting(
            Setting.NORMAL.simulation(),
            List.of(
                "unshare",
                "--mount",
                "--net",
                "env",
                // Without /proc a program does not find the libraries beside it.
                "LD_LIBRARY_PATH=" + Path.of(System.getProperty("java.home"), "lib"),
                "sh",
                "-c",
                AS_ELSEWHERE,
                "sh"),
            List.of());
    GateProcess gate =
        GateProcess.start(
            folder,
            elsewhere,
            SmallGate.with("holdfast.users=20", "holdfast.duration=10s", "holdfast.ramp=2s"));

    gate.await(PATIENCE);

    assertThat(gate.said())
        .contains("8 of 8 of holdfast.source-addresses cannot be bound on this machine");
    JsonNode verdict = gate.verdict();
    assertThat(verdict.get("verdict").asText()).as(gate.output()).isNotEqualTo("INVALID");
    assertThat(verdict.at("/continuity/kept").asLong())
        .as(gate.output())
        .isPositive()
        .isEqualTo(verdict.at("/continuity/planned").asLong());
    String journal = Files.readString(gate.run().resolve("intervals.jsonl"));
    assertThat(journal)
        .as("what the machine does not tell is absent")
        .doesNotContain("\"generator.open-files\":0", ":-1.0", "NaN");
  }

  private static boolean canBeElsewhere() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder("unshare", "--mount", "--net", "ip", "link", "set", "lo", "up")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
