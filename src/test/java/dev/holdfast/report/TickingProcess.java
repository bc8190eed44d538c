package dev.holdfast.report;

import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Records until it is killed, and leaves one byte for each interval whose writing it has begun. */
final class TickingProcess {

  /** How many intervals had begun to be written, as each of them says. */
  static final String TICKS = "ticks";

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private TickingProcess() {}

  public static void main(String[] arguments) {
    Path ticks = Path.of(arguments[1]);
    RunRecorder recorder =
        RunRecorder.start(
            Path.of(arguments[0]),
            SampleRuns.identity("killed", Map.of()),
            RecorderSettings.standard().every(INTERVAL));
    recorder.gauge(TICKS, () -> tick(ticks));
    Cohorts cohorts = Cohorts.of("gap", "brief");
    Judgement kept = new Judgement(Outcome.PRESERVED, GapClass.BRIEF, List.of());
    for (long event = 0; ; event++) {
      recorder.planned(cohorts);
      recorder.latency(Phase.RESTORE, cohorts, event % 1_000);
      recorder.judged(
          JudgedReturn.counted(
              cohorts,
              kept,
              () -> {
                throw new IllegalStateException("nothing is broken");
              }));
      LockSupport.parkNanos(100_000);
    }
  }

  private static double tick(Path ticks) {
    try {
      Files.write(ticks, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return Files.size(ticks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
