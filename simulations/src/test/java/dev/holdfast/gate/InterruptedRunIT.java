package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped leaves a report of what ran, and no process. */
final class InterruptedRunIT {

  @TempDir Path folder;

  @Test
  void aTerminatedRunReportsWhatRanAndTakesItsBackendWithIt() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder, SmallGate.with("holdfast.scenarios=history", "holdfast.duration=5m"));
    await("some reconnections were judged")
        .atMost(Duration.ofSeconds(60))
        .until(() -> gate.output().matches("(?s).*users  [1-9][0-9,]* reconnections judged.*"));
    List<ProcessHandle> children = gate.process().descendants().toList();
    assertThat(children).as("the mock backend runs as a process of its own").isNotEmpty();

    gate.process().destroy();
    int exit = gate.await(Duration.ofSeconds(40));

    assertThat(exit).isNotZero();
    assertThat(gate.verdict().get("verdict").asText()).isEqualTo("INVALID");
    assertThat(gate.verdict().get("continuity").get("judged").asLong()).isPositive();
    assertThat(gate.verdict().get("reasons").get(0).asText()).contains("a signal");
    assertThat(gate.run().resolve("continuity.html")).isNotEmptyFile();
    await("the backend is gone")
        .atMost(Duration.ofSeconds(20))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}
