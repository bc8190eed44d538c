package dev.holdfast.measure.journal;

import static dev.holdfast.measure.Recordings.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.measure.live.RecorderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstIntervalTest {

  @TempDir Path folder;

  /** Its first interval is as long as all others, and begins with the run. */
  @Test
  void aRecordingThatIsOpenBeforeItsRunBeginsCountsFromThen() {
    RunRecorder recorder =
        RunRecorder.start(
            folder,
            identity(),
            RecorderSettings.standard().every(Duration.ofMillis(100)),
            Duration.ofMillis(300));
    await("an interval")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !RunJournal.read(folder).intervals().isEmpty());
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).intervals().get(0).fromMillis()).isZero();
    assertThat(RunJournal.read(folder).intervals().get(0).toMillis()).isGreaterThanOrEqualTo(99);
  }

  @Test
  void theFirstIntervalIsNoLongerWhereTheRecordingIsSlowToOpen() {
    Duration slow = Duration.ofMillis(500);
    AtomicBoolean open = new AtomicBoolean();
    RunRecorder recorder =
        RunRecorder.start(
            folder,
            identity(),
            RecorderSettings.standard().every(slow),
            () -> {
              long now = System.nanoTime();
              if (open.compareAndSet(false, true)) {
                await().pollDelay(slow).until(() -> true);
              }
              return now;
            },
            Duration.ZERO);
    await("an interval")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !RunJournal.read(folder).intervals().isEmpty());
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).intervals().get(0).toMillis()).isBetween(499L, 950L);
  }
}
