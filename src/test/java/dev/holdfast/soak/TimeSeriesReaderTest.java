package dev.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A course is read from what a recorder really leaves, and a partial run is one of those. */
class TimeSeriesReaderTest {

  private static final Judgement KEPT = new Judgement(Outcome.PRESERVED, GapClass.BRIEF, List.of());

  @TempDir Path folder;

  @Test
  void aRecordedRunHasACourseWithoutItsWarmUp() {
    RunRecord run = recorded(true);
    TimeSeries timeSeries = TimeSeriesReader.read(run, folder, Duration.ofMinutes(10));

    assertThat(timeSeries.of(Metric.BACKEND_FILES)).hasSizeGreaterThan(3);
    assertThat(timeSeries.of(Metric.BACKEND_FILES).get(0).value()).isEqualTo(42);
    assertThat(timeSeries.of(Metric.RESTORE_P50)).isNotEmpty();
    assertThat(timeSeries.of(Metric.BACKEND_THREADS)).isEmpty();
    assertThat(timeSeries.worst().orElseThrow().count()).isPositive();
    assertThat(timeSeries.of(Metric.BACKEND_FILES).get(0).atMillis())
        .isGreaterThan(timeSeries.warmUpMillis());
  }

  @Test
  void aRunThatNeverGotWarmHasNone() {
    assertThat(TimeSeriesReader.read(recorded(false), folder, Duration.ofMinutes(10)))
        .isEqualTo(TimeSeries.NONE);
  }

  @Test
  void neitherQuietHoursNorTheEndOfTheRunAreACourse() {
    RunRecord run = recorded(true);
    List<Interval> all = run.intervals();
    long quiet = all.get(2).fromMillis();
    long over = all.get(all.size() - 1).toMillis() - 1;
    List<Interval> marked =
        all.stream()
            .map(each -> each.fromMillis() == quiet ? at(each, 0.9) : at(each, 0.95))
            .toList();
    RunRecord day =
        with(
            run,
            marked,
            Map.of(TimeSeries.WARM_UP_MILLIS, 1.0, TimeSeries.OVER_MILLIS, (double) over));

    TimeSeries timeSeries = TimeSeriesReader.read(day, folder, Duration.ofMinutes(10));

    assertThat(timeSeries.of(Metric.BACKEND_FILES))
        .extracting(Observation::atMillis)
        .doesNotContain(all.get(2).toMillis(), all.get(all.size() - 1).toMillis())
        .contains(all.get(3).toMillis(), all.get(all.size() - 2).toMillis());
    assertThat(timeSeries.of(Metric.RESTORE_P50))
        .extracting(Observation::atMillis)
        .doesNotContain(all.get(2).toMillis(), all.get(all.size() - 1).toMillis());
  }

  private static Interval at(Interval of, double share) {
    Map<String, Double> gauges = new HashMap<>(of.gauges());
    gauges.put(TimeSeries.USERS_SHARE, share);
    return new Interval(
        of.fromMillis(), of.toMillis(), of.tallies(), of.anomalies(), of.events(), gauges);
  }

  private static RunRecord with(
      RunRecord of, List<Interval> intervals, Map<String, Double> samples) {
    return RunRecordBuilder.from(of).intervals(intervals).samples(samples).build();
  }

  @Test
  void ofATerminatedRunTheReturnsUnderWayAreLeftOut() {
    RunRecord run = recorded(true);

    assertThat(PartialRun.is(run)).isTrue();
    assertThat(run.total().planned()).isEqualTo(run.total().judged() + 1);
    assertThat(PartialRun.judged(run).total().planned()).isEqualTo(run.total().judged());
    assertThat(PartialRun.judged(run).complete()).isTrue();
    assertThat(PartialRun.reported(run).total()).isEqualTo(PartialRun.judged(run).total());
    assertThat(PartialRun.reported(run).complete()).isFalse();
    assertThat(PartialRun.reported(run).endedBy()).isEqualTo(PartialRun.SIGNAL);
  }

  @Test
  void moreUnderWayThanUsersIsALossThatStays() {
    RunRecord run = recorded(true);
    Interval last = run.intervals().get(run.intervals().size() - 1);
    RunRecord lost =
        RunRecordBuilder.from(run)
            .complete(false)
            .endedBy(PartialRun.SIGNAL)
            .abortReasons(List.of())
            .peakConcurrentUsers(1)
            .tallies(
                Map.of(Cohort.ALL, new Tally(run.total().judged() + 5, run.total().outcomes())))
            .witnesses(List.of())
            .intervals(List.of(last))
            .build();

    assertThat(PartialRun.judged(lost).total().planned()).isEqualTo(run.total().judged() + 5);
  }

  private RunRecord recorded(boolean warm) {
    RunRecorder recorder =
        RunRecorder.start(
            folder, identity(), RecorderSettings.standard().every(Duration.ofMillis(20)));
    recorder.userStarted();
    recorder.gauge("backend.open-files", () -> 42);
    if (warm) {
      recorder.sample(TimeSeries.WARM_UP_MILLIS, 1);
    }
    Awaitility.await("some intervals are on disk")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              for (int i = 0; i < 30; i++) {
                recorder.planned(Cohorts.all());
                recorder.judged(
                    JudgedReturn.counted(Cohorts.all(), KEPT, TimeSeriesReaderTest::unasked));
                recorder.latency(Phase.RESTORE, Cohorts.all(), 5_000);
              }
              return RunJournal.read(folder).intervals().size() > 6;
            });
    recorder.planned(Cohorts.all());
    recorder.finish(false, PartialRun.SIGNAL);
    return RunJournal.read(folder);
  }

  private static Witness unasked() {
    throw new AssertionError("a kept reconnection needs no witness");
  }

  private static RunIdentity identity() {
    return new RunIdentity(
        "soak-1",
        PartialRun.SIMULATION,
        Instant.EPOCH,
        0.01,
        1,
        0.999,
        0.95,
        "mock backend",
        Map.of(),
        Map.of());
  }
}
