package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over several injectors is the same run as one process. */
final class FleetIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void aGateOfThreeInjectorsIsTheSameAsOneProcess() throws Exception {
    String[] small =
        SmallGate.with("holdfast.users=62", "holdfast.duration=6s", "holdfast.ramp=2s");
    GateProcess one = GateProcess.start(Files.createDirectories(folder.resolve("one")), small);
    one.await(PATIENCE);
    RunRecord alone = RunJournal.read(one.run());

    try (FleetRun fleet = FleetRun.of(folder, 3, small)) {
      GateProcess run = fleet.start("ReleaseGateSimulation");
      for (int index = 0; index < 3; index++) {
        fleet.inject(index);
      }
      int code = run.await(PATIENCE);
      for (InjectorProcess injector : fleet.injectors()) {
        assertThat(injector.await(Duration.ofSeconds(20))).as(fleet.said()).isZero();
      }
      RunRecord together = RunJournal.read(run.run());
      JsonNode verdict = run.verdict();
      assertThat(together.abortReasons()).as(fleet.said()).isEmpty();
      assertThat(verdict.get("verdict").asText())
          .as(fleet.said())
          .isEqualTo(one.verdict().get("verdict").asText());
      assertThat(code).isZero();
      assertThat(together.tallies()).containsAllEntriesOf(alone.tallies());
      assertThat(together.total().judged()).isEqualTo(together.total().planned()).isPositive();
      assertThat(together.tallies().get(Cohort.ALL)).isEqualTo(alone.tallies().get(Cohort.ALL));
      assertThat(verdict.at("/users/peakConcurrent").asInt())
          .isEqualTo(one.verdict().at("/users/peakConcurrent").asInt());
    }
  }
}
