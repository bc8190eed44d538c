package dev.holdfast.report.page;

import dev.holdfast.measure.Series;
import dev.holdfast.measure.TimeCounts;
import dev.holdfast.measure.Timings;
import dev.holdfast.measure.histograms.HistogramReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How latencies went over a run, from the run folder's {@code intervals.hlog}.
 *
 * <p>The log is read as a stream and its histograms are merged, never averaged, into few buckets of
 * time, so that neither memory nor the page grows with the length of a run.
 */
public final class LatencyOverTime {

  /** Buckets of time that a run is divided into. */
  public static final int BUCKETS = 200;

  public static final Comparator<Series> ORDER =
      Comparator.comparing(Series::phase).thenComparing(Series::cohort, CohortName.ORDER);

  /**
   * One series in one bucket of time: only what the chart shows, for there are tens of thousands.
   *
   * @param atMillis the bucket's middle, in milliseconds since the run began
   * @param count how many were timed in it; above 0
   * @param p50 median, in milliseconds
   * @param p99 99th percentile
   * @param max the longest
   */
  public record Point(long atMillis, long count, double p50, double p99, double max) {

    public static Point of(long atMillis, Histogram micros) {
      return new Point(
          atMillis,
          micros.getTotalCount(),
          LatencyFigures.at(micros, 50),
          LatencyFigures.at(micros, 99),
          LatencyFigures.at(micros, 100));
    }

    private static Point of(long atMillis, TimeCounts micros) {
      return new Point(
          atMillis,
          micros.total(),
          micros.atPercentile(50) / MICROS_A_MILLI,
          micros.atPercentile(99) / MICROS_A_MILLI,
          micros.atPercentile(100) / MICROS_A_MILLI);
    }
  }

  private static final double MICROS_A_MILLI = 1_000;

  private final Map<Series, List<Point>> points = new TreeMap<>(ORDER);
  private final Map<Series, TimeCounts> open = new HashMap<>();
  private long bucketMillis = 1;
  private long bucket;

  /**
   * Begins with a run.
   *
   * @param durationMillis how long the run took
   * @return what is to be shown its histograms, in the order in which their intervals began
   */
  public HistogramReader within(long durationMillis) {
    bucketMillis = Math.max(1, (durationMillis + BUCKETS - 1) / BUCKETS);
    return (from, to, series, micros) -> add(series, micros, (from + to) / 2);
  }

  /** The latencies that were shown, by series and time. */
  public Map<Series, List<Point>> points() {
    close();
    return points;
  }

  private void add(Series series, Timings micros, long atMillis) {
    long its = Math.max(0, atMillis) / bucketMillis;
    if (its != bucket) {
      close();
      bucket = its;
    }
    micros.addTo(open.computeIfAbsent(series, fresh -> new TimeCounts()));
  }

  private void close() {
    long middle = bucket * bucketMillis + bucketMillis / 2;
    open.forEach(
        (series, counts) -> {
          if (counts.total() > 0) {
            points
                .computeIfAbsent(series, fresh -> new ArrayList<>())
                .add(Point.of(middle, counts));
            counts.clear();
          }
        });
  }
}
