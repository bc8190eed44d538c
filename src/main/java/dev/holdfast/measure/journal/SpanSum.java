package dev.holdfast.measure.journal;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.TimeCounts;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.histograms.HistogramLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One interval of a run, as it grows of those of its injectors. */
public final class SpanSum {

  private static final Series LAG = new Series(Phase.LAG, Cohort.ALL);
  private static final double WORST = 99;

  private final long offsetMillis;
  private final Map<Cohort, Tally> tallies = new HashMap<>(Map.of(Cohort.ALL, Tally.NONE));
  private final Map<Anomaly, Long> anomalies = new HashMap<>();
  private final Map<String, Long> events = new HashMap<>();
  private final Map<String, Double> gauges = new HashMap<>();
  private final Map<Series, TimeCounts> timed = new HashMap<>();
  private long toMillis;

  SpanSum(long offsetMillis) {
    this.offsetMillis = offsetMillis;
  }

  void add(RecordedSpan span) throws IOException {
    Interval part = span.interval();
    toMillis = Math.max(toMillis, part.toMillis() + offsetMillis);
    part.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
    part.anomalies().forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
    part.events().forEach((name, count) -> events.merge(name, count, Long::sum));
    String lines = new String(span.histogramLines(), StandardCharsets.UTF_8);
    try (HistogramLog log = new HistogramLog()) {
      for (String text : (Iterable<String>) lines.lines()::iterator) {
        log.read(text).ifPresent(this::add);
      }
    }
  }

  /** Of several values the largest; null for none. */
  void worst(String name, @Nullable Double value) {
    if (value != null) {
      gauges.merge(name, value, Math::max);
    }
  }

  void gauge(String name, double value) {
    gauges.put(name, value);
  }

  /** Of all who were late, the one who was latest: added up, one among many would not be seen. */
  private void add(HistogramLog.Line line) {
    if (!line.series().equals(LAG)) {
      line.timings().addTo(timed.computeIfAbsent(line.series(), fresh -> new TimeCounts()));
      return;
    }
    TimeCounts its = new TimeCounts();
    line.timings().addTo(its);
    timed.merge(
        LAG,
        its,
        (one, other) -> one.atPercentile(WORST) >= other.atPercentile(WORST) ? one : other);
  }

  /**
   * The interval as a whole, with what was done and read in the run's own process.
   *
   * @param lines get all that was timed in it
   * @param from milliseconds since the run began at which the interval before ended
   * @param listener is told what was timed of everything together
   */
  Interval interval(
      HistogramLines lines,
      long from,
      Map<String, Long> ownEvents,
      Map<String, Double> ownGauges,
      IntervalListener listener) {
    long to = Math.max(from, toMillis);
    timed.forEach(
        (series, counts) -> {
          Histogram histogram = counts.histogram();
          lines.add(from, to, series, histogram);
          if (series.cohort().equals(Cohort.ALL)) {
            listener.timed(series.phase(), histogram);
          }
        });
    ownEvents.forEach((name, count) -> events.merge(name, count, Long::sum));
    Map<String, Double> all = new HashMap<>(ownGauges);
    all.putAll(gauges);
    return new Interval(from, to, tallies, anomalies, events, all);
  }
}
