package dev.holdfast.measure;

import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.nio.file.Path;
import java.time.Duration;

/** A process that records until it is killed. */
final class RecordingProcess {

  private RecordingProcess() {}

  public static void main(String[] folder) {
    RunRecorder recorder =
        RunRecorder.start(
            Path.of(folder[0]),
            Recordings.identity(),
            RecorderSettings.standard().every(Duration.ofMillis(20)));
    Cohorts cohorts = Cohorts.of("gap", "brief");
    for (long event = 0; ; event++) {
      recorder.planned(cohorts);
      recorder.latency(Phase.RESTORE, cohorts, event % 1_000);
      recorder.judged(JudgedReturn.counted(cohorts, Recordings.KEPT, () -> Recordings.witness(0)));
    }
  }
}
