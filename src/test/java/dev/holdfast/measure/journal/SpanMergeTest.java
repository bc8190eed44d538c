package dev.holdfast.measure.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.histograms.HistogramLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class SpanMergeTest {

  private static final Series RESTORE = new Series(Phase.RESTORE, Cohort.ALL);
  private static final Series LAG = new Series(Phase.LAG, Cohort.ALL);

  private final Map<Series, Histogram> timed = new HashMap<>();
  private Interval whole = new Interval(0, 0, Map.of(), Map.of(), Map.of(), Map.of());

  @Test
  void countsAndTimesAreAddedToTheBucket() throws IOException {
    SpanMerge merge = new SpanMerge(List.of("a", "b"), 500);
    write(
        merge.next(
            Map.of(
                0, span(1, 3, Map.of(), Map.of(RESTORE, of(1_000, 5_000))),
                1, span(1, 4, Map.of(), Map.of(RESTORE, of(5_000, 9_000))))));

    assertThat(whole.total().planned()).isEqualTo(7);
    assertThat(whole.toMillis()).as("since the run began").isEqualTo(5_500);
    assertThat(timed.get(RESTORE)).isEqualTo(of(1_000, 5_000, 5_000, 9_000));
    assertThat(merge.total(1).planned()).isEqualTo(4);
    assertThat(merge.total().planned()).isEqualTo(7);
  }

  @Test
  void oneLateInjectorAmongManyIsSeen() throws IOException {
    int many = 120;
    SpanMerge merge = new SpanMerge(Collections.nCopies(many, "x"), 0);
    Map<Integer, RecordedSpan> spans = new TreeMap<>();
    for (int i = 0; i < many; i++) {
      Histogram lag = new Histogram(3);
      lag.recordValueWithCount(i == 77 ? 900_000 : 1_000, 500);
      double millis = i == 77 ? 900 : 1;
      spans.put(i, span(1, 1, late(millis, millis), Map.of(LAG, lag)));
    }
    write(merge.next(spans));

    assertThat(whole.gauges())
        .containsEntry(GeneratorGauges.LAG_P99_MILLIS, 900.0)
        .containsEntry(GeneratorGauges.LATEST_INJECTOR, 77.0);
    assertThat(whole.latestInjector()).hasValue(77);
    assertThat(timed.getOrDefault(LAG, new Histogram(3)).getValueAtPercentile(99))
        .isGreaterThan(890_000);
  }

  @Test
  void theLatestInjectorIsTheOneThatStoodStillTheLongest() throws IOException {
    SpanMerge merge = new SpanMerge(List.of("a", "b"), 0);
    write(
        merge.next(
            Map.of(
                0, span(1, 1, late(3, 700), Map.of()),
                1, span(1, 1, late(4, 20), Map.of()))));

    assertThat(whole.latestInjector()).hasValue(0);
  }

  private static Map<String, Double> late(double p99Millis, double maxMillis) {
    return Map.of(
        GeneratorGauges.LAG_P99_MILLIS, p99Millis, GeneratorGauges.LAG_MAX_MILLIS, maxMillis);
  }

  @Test
  void processorsAreSharedOnOneMachineOnly() throws IOException {
    SpanMerge merge = new SpanMerge(List.of("a", "b", "b", "c"), 0);
    Map<Integer, RecordedSpan> spans = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      spans.put(i, span(1, 1, Map.of(GeneratorGauges.CPU_SHARE, 0.3), Map.of()));
    }
    write(merge.next(spans));

    assertThat(whole.gauges().get(GeneratorGauges.CPU_SHARE))
        .as("four at 30 %% are not full; two of them share a machine")
        .isEqualTo(0.6);
  }

  @Test
  void anInjectorThatHasEndedKeepsItsCountsAndStrainsNothing() throws IOException {
    SpanMerge merge = new SpanMerge(List.of("a", "b"), 0);
    Map<String, Double> busy =
        Map.of(RunRecorder.SESSIONS_ESTABLISHED, 10.0, GeneratorGauges.CPU_SHARE, 0.9);
    Map<String, Double> idle =
        Map.of(RunRecorder.SESSIONS_ESTABLISHED, 5.0, GeneratorGauges.CPU_SHARE, 0.1);
    write(merge.next(Map.of(0, span(1, 1, busy, Map.of()), 1, span(1, 1, idle, Map.of()))));
    write(merge.next(Map.of(1, span(2, 1, idle, Map.of()))));

    assertThat(whole.gauges())
        .containsEntry(RunRecorder.SESSIONS_ESTABLISHED, 15.0)
        .containsEntry(GeneratorGauges.CPU_SHARE, 0.1);
  }

  @Test
  void aSpanIsTheSameAfterItsWay() throws IOException {
    RecordedSpan sent = span(7, 3, Map.of("users.active", 3.0), Map.of(RESTORE, of(1, 2)));
    RecordedSpan came = RecordedSpan.of(sent.encoded());

    assertThat(RecordedSpan.numberOf(sent.encoded())).isEqualTo(7);
    assertThat(came.interval()).isEqualTo(sent.interval());
    assertThat(came.histogramLines()).isEqualTo(sent.histogramLines());
  }

  private void write(SpanSum sum) {
    HistogramLines lines = new HistogramLines();
    whole = sum.interval(lines, 0, Map.of(), Map.of(), IntervalListener.NOBODY);
    timed.clear();
    try (HistogramLog log = new HistogramLog()) {
      for (String text : new String(lines.take(), StandardCharsets.UTF_8).lines().toList()) {
        log.read(text).ifPresent(line -> timed.put(line.series(), line.timings().histogram()));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static RecordedSpan span(
      long number, long planned, Map<String, Double> gauges, Map<Series, Histogram> times) {
    HistogramLines lines = new HistogramLines();
    times.forEach((series, micros) -> lines.add(0, 5_000, series, micros));
    return new RecordedSpan(
        number,
        new Interval(
            0,
            5_000,
            Map.of(Cohort.ALL, new Tally(planned, Map.of(Outcome.PRESERVED, planned))),
            Map.of(),
            Map.of(),
            gauges),
        lines.take());
  }

  private static Histogram of(long... micros) {
    Histogram histogram = new Histogram(3);
    for (long each : micros) {
      histogram.recordValue(each);
    }
    return histogram;
  }
}
