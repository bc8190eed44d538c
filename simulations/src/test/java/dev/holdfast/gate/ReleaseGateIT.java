package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole gates at a small load: green on a sound backend, red on each of five defects. */
final class ReleaseGateIT {

  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir Path folder;

  @Test
  void aSoundBackendPassesAndEveryPlannedReconnectionIsJudged() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder,
            "holdfast.users=60",
            "holdfast.duration=18s",
            "holdfast.pace=6s",
            "holdfast.ramp=3s",
            "holdfast.policy.brief-deadline=4s",
            "holdfast.policy.medium-deadline=4s",
            "holdfast.objectives.continuity=0.95",
            "holdfast.objectives.connect-mean=4s",
            "holdfast.objectives.connect-max=5s",
            "holdfast.objectives.restore-p999=9s",
            "holdfast.objectives.place-floor=2s",
            "holdfast.objectives.cycle-floor=2s",
            "holdfast.generator.event-loop-lag-p99=5s",
            "holdfast.generator.gc-pause-max=5s",
            "holdfast.generator.achieved=0.5");

    int exit = gate.await(PATIENCE);

    JsonNode verdict = gate.verdict();
    JsonNode continuity = verdict.get("continuity");
    assertThat(continuity.get("planned").asLong()).isEqualTo(continuity.get("judged").asLong());
    assertThat(verdict.get("anomalies")).hasSize(20).allMatch(count -> count.asLong() == 0);
    assertThat(continuity.get("kept").asLong()).isEqualTo(continuity.get("judged").asLong());
    assertThat(continuity.get("judged").asLong()).isGreaterThanOrEqualTo(300);
    assertThat(gate.run()).isDirectoryContaining("glob:**/continuity.html");
    assertThat(gate.run()).isDirectoryContaining("glob:**/junit.xml");
    assertThat(gate.run()).isDirectoryContaining("glob:**/summary.md");
    assertThat(gate.run()).isDirectoryContaining("glob:**/intervals.hlog");
    assertThat(Files.readString(gate.run().resolve("index.html"))).contains("Gatling");
    assertThat(verdict.get("users").get("peakConcurrent").asInt()).isGreaterThanOrEqualTo(60);
    assertThat(gate.lastWords().get(gate.lastWords().size() - 1)).contains("continuity.html");
    // p99.9 of a few hundred is never proven; all else is.
    assertThat(verdict.get("objectives"))
        .filteredOn(objective -> !objective.get("id").asText().equals("restore-p999"))
        .allMatch(objective -> objective.get("outcome").asText().equals("MET"));
    assertThat(exit).isNotZero();
  }
}
