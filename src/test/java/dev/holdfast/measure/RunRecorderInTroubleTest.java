package dev.holdfast.measure;

import static dev.holdfast.measure.Recordings.KEPT;
import static dev.holdfast.measure.Recordings.broken;
import static dev.holdfast.measure.Recordings.identity;
import static dev.holdfast.measure.Recordings.witness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderInTroubleTest {

  private static final Cohorts HISTORY = Cohorts.of("scenario", "history", "gap", "brief");

  @TempDir Path folder;

  @Test
  void aWitnessThatCannotBeToldIsNoReasonToFailTheLoad() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.judged(
        JudgedReturn.counted(
            HISTORY,
            broken(Anomaly.BLOCKED),
            () -> {
              throw new IllegalStateException("gone");
            }));
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).abortReasons())
        .singleElement()
        .asString()
        .contains("cannot be told", "gone");
  }

  @Test
  void abortReasonsAreKeptOnceEach() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.abort("target never reachable: refused");
    recorder.abort("target never reachable: refused");
    recorder.abort("out of ports");
    recorder.finish(false, "SIGTERM");

    RunRecord run = RunJournal.read(folder);

    assertThat(run.abortReasons())
        .containsExactly("target never reachable: refused", "out of ports");
    assertThat(run.complete()).isFalse();
    assertThat(run.endedBy()).isEqualTo("SIGTERM");
  }

  @Test
  void gaugesAreReadAtTheEndOfAnIntervalAndABrokenOneIsTold() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.gauge("backend.sessions", () -> 42);
    recorder.gauge("backend.unknown", () -> Double.NaN);
    recorder.gauge(
        "backend.broken",
        () -> {
          throw new IllegalStateException("no metrics");
        });
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    assertThat(run.intervals().get(0).gauges())
        .containsEntry("backend.sessions", 42.0)
        .doesNotContainKeys("backend.unknown", "backend.broken");
    assertThat(run.abortReasons()).singleElement().asString().contains("backend.broken");
  }

  @Test
  void tooManyCohortsKeepMemoryFlatAndAreTold() {
    RunRecorder recorder =
        RunRecorder.start(
            folder,
            identity(),
            new RecorderSettings(
                Duration.ofHours(1), 2, Duration.ofMinutes(1), Duration.ofSeconds(1), 3));
    for (int session = 0; session < 100; session++) {
      recorder.planned(Cohorts.of("session", "s-" + session));
      recorder.latency(Phase.ACK, Cohorts.of("session", "s-" + session), 5);
      recorder.judged(
          JudgedReturn.counted(Cohorts.of("session", "s-" + session), KEPT, () -> witness(0)));
    }
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    assertThat(run.tallies()).hasSize(3);
    assertThat(run.total().planned()).isEqualTo(100);
    assertThat(run.abortReasons())
        .singleElement()
        .asString()
        .startsWith("more than 3 cohorts: figures of session=s-2");
  }

  @Test
  void theFirstEndCountsAndLaterCallsDoNothing() throws IOException {
    RunRecorder recorder = Recordings.start(folder);
    recorder.planned(HISTORY);
    recorder.finish(true, "");
    String intervals = Files.readString(folder.resolve("intervals.jsonl"));

    recorder.finish(false, "SIGTERM");
    recorder.close();
    recorder.planned(HISTORY);
    recorder.abort("too late");
    recorder.sample("too-late", 1);
    recorder.judged(
        JudgedReturn.counted(HISTORY, broken(Anomaly.BLOCKED), () -> witness(1, Anomaly.BLOCKED)));

    assertThat(RunJournal.read(folder).complete()).isTrue();
    assertThat(Files.readString(folder.resolve("intervals.jsonl"))).isEqualTo(intervals);
    assertThat(RunJournal.read(folder).abortReasons()).isEmpty();
  }

  @Test
  void closingAnUnfinishedRunIsNoPlannedEnd() {
    Recordings.start(folder).close();

    assertThat(RunJournal.read(folder))
        .extracting(RunRecord::complete, RunRecord::endedBy)
        .containsExactly(false, "closed before its end");
  }

  @Test
  void refusesAFolderThatHoldsARun() {
    Recordings.start(folder).close();

    assertThatThrownBy(() -> Recordings.start(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a run's folder must hold no other run, got: " + folder);
  }

  @Test
  void refusesASampleThatIsNoNumber() {
    try (RunRecorder recorder = Recordings.start(folder)) {
      assertThatThrownBy(() -> recorder.sample("heap", Double.NaN))
          .hasMessage("sample heap must be finite, got: NaN");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldAndNeverThrown() throws IOException {
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("intervals.jsonl"), Path.of("/dev/full"));
    RunRecorder recorder = Recordings.start(folder);

    assertThatCode(
            () -> {
              recorder.planned(HISTORY);
              recorder.judged(JudgedReturn.counted(HISTORY, KEPT, () -> witness(0)));
              recorder.finish(true, "");
            })
        .doesNotThrowAnyException();

    assertThat(Files.readString(folder.resolve("end.json")))
        .contains("journal file intervals.jsonl cannot be written")
        .contains("counts of an interval are missing");
    Files.delete(folder.resolve("intervals.jsonl"));
  }
}
