package dev.holdfast.measure.journal;

import static dev.holdfast.measure.Recordings.KEPT;
import static dev.holdfast.measure.Recordings.broken;
import static dev.holdfast.measure.Recordings.findings;
import static dev.holdfast.measure.Recordings.identity;
import static dev.holdfast.measure.Recordings.witness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Recordings;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.live.RecorderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {

  private static final Cohorts HISTORY = Cohorts.of("scenario", "history", "gap", "brief");
  private static final Cohort BRIEF = new Cohort("gap", "brief");

  @TempDir Path folder;

  @Test
  void whatWasRecordedIsReadBack() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.planned(HISTORY);
    recorder.planned(HISTORY);
    recorder.judged(JudgedReturn.counted(HISTORY, KEPT, () -> witness(0)));
    recorder.judged(
        JudgedReturn.counted(
            HISTORY,
            broken(Anomaly.LOST_MESSAGE, Anomaly.LOST_MESSAGE, Anomaly.LATE_RESTORE),
            () -> witness(1, Anomaly.LOST_MESSAGE)));
    recorder.latency(Phase.RESTORE, HISTORY, 1_234);
    recorder.lag(7);
    recorder.sample("backend.heap-after-gc-bytes.before", 1);
    recorder.sample("backend.heap-after-gc-bytes.before", 2);
    recorder.event("reset");
    recorder.event("reset");
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    assertThat(run.identity()).isEqualTo(identity());
    assertThat(run.complete()).isTrue();
    assertThat(run.endedBy()).isEmpty();
    assertThat(run.abortReasons()).isEmpty();
    assertThat(run.total())
        .isEqualTo(new Tally(2, Map.of(Outcome.PRESERVED, 1L, Outcome.BROKEN, 1L)));
    assertThat(run.tallies())
        .containsOnlyKeys(Cohort.ALL, BRIEF, new Cohort("scenario", "history"));
    assertThat(run.anomalies())
        .hasSize(Anomaly.values().length)
        .containsEntry(Anomaly.LOST_MESSAGE, 1L)
        .containsEntry(Anomaly.LATE_RESTORE, 1L)
        .containsEntry(Anomaly.BLOCKED, 0L);
    assertThat(run.witnesses()).containsExactly(witness(1, Anomaly.LOST_MESSAGE));
    assertThat(run.samples()).containsExactly(Map.entry("backend.heap-after-gc-bytes.before", 2.0));
    assertThat(histogram(run, Phase.RESTORE, BRIEF).getMaxValue()).isEqualTo(1_234);
    assertThat(histogram(run, Phase.LAG, Cohort.ALL).getTotalCount()).isEqualTo(1);
    assertThat(run.latencies()).hasSize(4);
    assertThat(run.intervals())
        .anySatisfy(interval -> assertThat(interval.events()).containsOnly(Map.entry("reset", 2L)));
  }

  @Test
  void detailsOfAnEventAreKeptApartUntilThereAreTooMany() {
    try (RunRecorder recorder = Recordings.start(folder)) {
      for (int i = 0; i < 100; i++) {
        recorder.event("session-failed", "cause " + i);
        recorder.event("session-failed", "cause 0");
      }
      recorder.sessionEstablished();
    }

    RunRecord run = RunJournal.read(folder);

    assertThat(run.events())
        .hasSize(9)
        .containsEntry("session-failed: cause 0", 101L)
        .containsEntry("session-failed: cause 7", 1L)
        .containsEntry("session-failed: other", 92L);
    assertThat(run.lastGauge(RunRecorder.SESSIONS_ESTABLISHED)).isEqualTo(1);
    assertThat(run.lastGauge("unheard-of")).isZero();
  }

  @Test
  void nothingIsLostUnderConcurrentLoadAndManyIntervals() throws Exception {
    int threads = 8;
    int each = 50_000;
    RunRecorder recorder =
        RunRecorder.start(
            folder, identity(), RecorderSettings.standard().every(Duration.ofMillis(5)));
    ExecutorService loops = Executors.newFixedThreadPool(threads);
    List<Future<?>> work = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Cohorts own = Cohorts.of("loop", String.valueOf(thread));
      work.add(
          loops.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  recorder.planned(own);
                  recorder.latency(Phase.RESTORE, own, i % 2_000);
                  if (i % 100 == 0) {
                    recorder.judged(
                        JudgedReturn.counted(
                            own,
                            broken(Anomaly.TORN_CONTEXT),
                            () -> witness(1, Anomaly.TORN_CONTEXT)));
                  } else {
                    recorder.judged(JudgedReturn.counted(own, KEPT, () -> witness(0)));
                  }
                }
              }));
    }
    for (Future<?> one : work) {
      one.get(60, TimeUnit.SECONDS);
    }
    loops.shutdown();
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    long all = (long) threads * each;
    assertThat(run.total())
        .isEqualTo(
            new Tally(all, Map.of(Outcome.PRESERVED, all - all / 100, Outcome.BROKEN, all / 100)));
    assertThat(run.tallies())
        .hasEntrySatisfying(
            new Cohort("loop", "3"), tally -> assertThat(tally.planned()).isEqualTo(each));
    assertThat(run.anomalies()).containsEntry(Anomaly.TORN_CONTEXT, all / 100);
    assertThat(run.witnesses()).hasSize(100);
    assertThat(run.intervals().size()).isGreaterThan(1);
    assertThat(run.abortReasons()).isEmpty();
    Histogram expected = new Histogram(3);
    for (int i = 0; i < each; i++) {
      expected.recordValueWithCount(i % 2_000, threads);
    }
    assertThat(histogram(run, Phase.RESTORE, Cohort.ALL)).isEqualTo(expected);
  }

  @Test
  void intervalsFollowEachOtherWithoutAGap() {
    AtomicLong nanos = new AtomicLong();
    RunRecorder recorder =
        RunRecorder.start(
            folder,
            identity(),
            RecorderSettings.standard().every(Duration.ofMillis(5)),
            () -> nanos.addAndGet(1_000_000),
            Duration.ZERO);
    await("three intervals")
        .atMost(Duration.ofMinutes(1))
        .until(() -> RunJournal.read(folder).intervals().size() >= 3);
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    long last = 0;
    for (Interval interval : run.intervals()) {
      assertThat(interval.fromMillis()).isEqualTo(last);
      last = interval.toMillis();
    }
    assertThat(run.durationMillis()).isEqualTo(last);
  }

  @Test
  void usersAreCountedAtTheirPeakAlsoBetweenTwoIntervals() {
    RunRecorder recorder = Recordings.start(folder);
    for (int user = 0; user < 5; user++) {
      recorder.userStarted();
      recorder.connectionOpened();
    }
    for (int user = 0; user < 4; user++) {
      recorder.userEnded();
      recorder.connectionClosed();
    }
    recorder.userStarted();
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    assertThat(run.peakConcurrentUsers()).isEqualTo(5);
    assertThat(run.intervals().get(0).gauges())
        .containsEntry("users.active", 2.0)
        .containsEntry("users.peak", 5.0)
        .containsEntry("connections.open", 1.0);
  }

  @Test
  void startsCountWhenTheyBeginWithinTheirTime() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.plannedStarts(4);
    recorder.started(-5);
    recorder.started(1_000_000);
    recorder.started(1_000_001);
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).generator().achievedOverPlanned()).isEqualTo(0.5);
  }

  @Test
  void aPlanWhoseStartsNobodyReportedWasNotAchieved() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.planned(HISTORY);
    recorder.judged(JudgedReturn.counted(HISTORY, KEPT, () -> witness(0)));
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).generator().achievedOverPlanned()).isZero();
  }

  @Test
  void timesBeyondWhatIsTrackedCountAtTheEdge() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.latency(Phase.ACK, Cohorts.all(), -1);
    recorder.latency(Phase.ACK, Cohorts.all(), Long.MAX_VALUE);
    recorder.finish(true, "");

    Histogram acks = histogram(RunJournal.read(folder), Phase.ACK, Cohort.ALL);
    assertThat(acks.getMinValue()).isZero();
    assertThat(acks.getMaxValue())
        .isEqualTo(acks.highestEquivalentValue(TimeUnit.MINUTES.toMicros(10)));
  }

  @Test
  void whatIsFoundBesideIsCountedButIsNoJudgement() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.found(new FoundBeside(List.of(), () -> witness(0)));
    recorder.found(
        new FoundBeside(
            findings(Anomaly.SPLIT_SESSION, Anomaly.SPLIT_SESSION),
            () -> witness(2, Anomaly.SPLIT_SESSION)));
    recorder.finish(true, "");

    RunRecord run = RunJournal.read(folder);

    assertThat(run.anomalies()).containsEntry(Anomaly.SPLIT_SESSION, 1L);
    assertThat(run.total()).isEqualTo(Tally.NONE);
    assertThat(run.witnesses()).hasSize(1);
  }

  @Test
  void whatHappensAfterTheEndBeganDoesNotCount() {
    RunRecorder recorder = Recordings.start(folder);
    recorder.planned(HISTORY);
    recorder.planned(HISTORY);
    recorder.judged(JudgedReturn.counted(HISTORY, KEPT, () -> witness(0)));

    recorder.seal();
    recorder.planned(HISTORY);
    recorder.judged(
        JudgedReturn.counted(
            HISTORY, broken(Anomaly.NO_ANSWER), () -> witness(1, Anomaly.NO_ANSWER)));
    recorder.found(
        new FoundBeside(findings(Anomaly.LOST_MESSAGE), () -> witness(2, Anomaly.LOST_MESSAGE)));
    recorder.latency(Phase.RESTORE, HISTORY, 1_234);
    recorder.abort("the backend is gone");
    recorder.finish(false, "a signal");

    RunRecord run = RunJournal.read(folder);
    assertThat(run.total()).isEqualTo(new Tally(2, Map.of(Outcome.PRESERVED, 1L)));
    assertThat(run.anomalies()).allSatisfy((anomaly, count) -> assertThat(count).isZero());
    assertThat(run.witnesses()).isEmpty();
    assertThat(run.latencies()).isEmpty();
    assertThat(run.abortReasons()).isEmpty();
    assertThat(run.endedBy()).isEqualTo("a signal");
  }

  @Test
  void eachAnomalyHasItsOwnShareOfWitnesses() {
    RunRecorder recorder =
        RunRecorder.start(
            folder,
            identity(),
            new RecorderSettings(
                Duration.ofHours(1), 2, Duration.ofMinutes(1), Duration.ofSeconds(1), 10));
    for (int i = 1; i <= 5; i++) {
      int cycle = i;
      recorder.judged(
          JudgedReturn.counted(
              HISTORY, broken(Anomaly.BLOCKED), () -> witness(cycle, Anomaly.BLOCKED)));
    }
    recorder.judged(
        JudgedReturn.counted(
            HISTORY,
            broken(Anomaly.BLOCKED, Anomaly.NO_ANSWER),
            () -> witness(6, Anomaly.BLOCKED, Anomaly.NO_ANSWER)));
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).witnesses())
        .extracting(Witness::cycle)
        .containsExactly(1, 2, 6);
  }

  @Test
  void aWitnessIsOnDiskBeforeItsIntervalEnds() {
    try (RunRecorder recorder = Recordings.start(folder)) {
      recorder.judged(
          JudgedReturn.counted(
              HISTORY, broken(Anomaly.BLOCKED), () -> witness(1, Anomaly.BLOCKED)));

      await("the witness")
          .atMost(Duration.ofMinutes(1))
          .until(() -> RunJournal.read(folder).witnesses().size() == 1);
    }
  }

  @Test
  void otherToolsReadTheHistogramLog() throws IOException {
    RunRecorder recorder = Recordings.start(folder);
    recorder.latency(Phase.RESTORE, HISTORY, 5_000);
    recorder.finish(true, "");

    List<String> tags = new ArrayList<>();
    try (HistogramLogReader reader =
        new HistogramLogReader(folder.resolve("intervals.hlog").toFile())) {
      while (reader.hasNext()) {
        var histogram = reader.nextIntervalHistogram();
        if (histogram != null) {
          tags.add(Objects.requireNonNull(histogram.getTag()));
          assertThat(((Histogram) histogram).getMaxValue()).isBetween(5_000L, 5_003L);
        }
      }
      assertThat(reader.getStartTimeSec()).isEqualTo(identity().startedAt().toEpochMilli() / 1e3);
    }

    assertThat(tags)
        .containsExactlyInAnyOrder(
            "restore|all=all", "restore|gap=brief", "restore|scenario=history");
    assertThat(Files.readString(folder.resolve("intervals.hlog"))).contains(",5.003,");
  }

  private static Histogram histogram(RunRecord run, Phase phase, Cohort cohort) {
    return Objects.requireNonNull(run.latencies().get(new Series(phase, cohort)));
  }
}
