package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
        SmallGate.with(
            "holdfast.users=62", "holdfast.duration=6s", "holdfast.ramp=2s", "holdfast.smoke=true");
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
      SameRun.assertSame(run, alone, one.verdict(), 3, fleet.said());
      assertThat(code).isZero();
    }
  }
}
