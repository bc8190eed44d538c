package dev.holdfast.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each session is counted once: established, or failed by the first of its causes. */
final class EstablishmentTest {

  @TempDir Path folder;

  @Test
  void whatWasEstablishedCountsOnceAndNothingLaterFailsIt() {
    RunRecord run =
        recorded(
            true,
            establishment -> {
              establishment.succeed();
              establishment.fail("too late");
              establishment.succeed();
              establishment.end();
              assertThat(establishment.isDone()).isTrue();
            });

    assertThat(run.lastGauge(RunRecorder.SESSIONS_ESTABLISHED)).isEqualTo(1);
    assertThat(run.events()).isEmpty();
  }

  @Test
  void whatFailedCountsAtItsEndByItsFirstCause() {
    RunRecord run =
        recorded(
            true,
            establishment -> {
              establishment.fail("no greeting");
              establishment.fail("not answered");
              establishment.end();
              establishment.end();
              assertThat(establishment.isDone()).isFalse();
              assertThat(establishment.cause()).isEqualTo("no greeting");
            });

    assertThat(run.lastGauge(RunRecorder.SESSIONS_ESTABLISHED)).isZero();
    assertThat(run.events()).containsExactly(Map.entry("session-failed: no greeting", 1L));
  }

  @Test
  void whatEndedWithoutACauseHasFailedAllTheSame() {
    RunRecord run = recorded(true, Establishment::end);

    assertThat(run.events().keySet()).singleElement().asString().contains("ended before");
  }

  @Test
  void whatWasStruckWithEverybodyIsNotCounted() {
    Consumer<Establishment> struck =
        establishment -> {
          establishment.fail("the connection was lost");
          establishment.excuse();
          establishment.end();
        };

    assertThat(recorded(true, struck).events()).isEmpty();
  }

  @Test
  void whatDoesNotCountIsNotCounted() {
    RunRecord run =
        recorded(
            false,
            establishment -> {
              establishment.fail("not answered");
              establishment.end();
            });

    assertThat(run.events()).isEmpty();
  }

  private RunRecord recorded(boolean counts, Consumer<Establishment> life) {
    RunIdentity identity =
        new RunIdentity("run", "S", Instant.EPOCH, 1, 1, 0.999, 0.95, "target", Map.of(), Map.of());
    try (RunRecorder recorder = RunRecorder.start(folder, identity, RecorderSettings.standard())) {
      life.accept(new Establishment(() -> recorder, counts));
    }
    return RunJournal.read(folder);
  }
}
