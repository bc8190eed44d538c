package dev.holdfast.soak;

import dev.holdfast.lateness.Spans;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.TimeCounts;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.plan.soak.DayShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the course of a run from its journal, in at most so many buckets of time, so that memory
 * does not grow with the length of the run.
 */
public final class TimeSeriesReader {

  /** Buckets that a run is divided into: enough for a trend, few enough for every pair of them. */
  static final int BUCKETS = 60;

  private static final Map<Phase, Percentiles> TIMED =
      Map.of(
          Phase.RESTORE, new Percentiles(Metric.RESTORE_P50, Metric.RESTORE_P99),
          Phase.HANDSHAKE, new Percentiles(Metric.HANDSHAKE_P50, Metric.HANDSHAKE_P99),
          Phase.TURN, new Percentiles(Metric.TURN_P50, Metric.TURN_P99));
  private static final Series RESTORE = new Series(Phase.RESTORE, Cohort.ALL);

  /** Fewer values than this have no 99th percentile, only a largest. */
  private static final int LEAST_FOR_P99 = 100;

  private static final int LEAST_FOR_P50 = 10;

  /** Reconnections a bucket, so that hardly one has too few. */
  private static final int ENOUGH = 2 * LEAST_FOR_P99;

  private final List<Bucket> fine;
  private final List<Bucket> buckets;
  private final long warmUpMillis;
  private final SlidingWindow window;
  private final Spans known;

  /**
   * A reader.
   *
   * @param fine for what is counted or gauged, of which one observation is as good as many
   * @param buckets with enough in each for percentiles
   * @param known the stretches of the run that count
   */
  private TimeSeriesReader(
      List<Bucket> fine, List<Bucket> buckets, long warmUpMillis, Duration window, Spans known) {
    this.fine = fine;
    this.buckets = buckets;
    this.warmUpMillis = warmUpMillis;
    this.window = new SlidingWindow(window);
    this.known = known;
  }

  private record Percentiles(Metric p50, Metric p99) {}

  /** Neighbouring intervals, and how much work was done at their end. */
  private record Bucket(List<Interval> intervals, double work) {

    long fromMillis() {
      return intervals.get(0).fromMillis();
    }

    long toMillis() {
      return intervals.get(intervals.size() - 1).toMillis();
    }

    boolean has(long millis) {
      return millis >= fromMillis()
          && millis < toMillis()
          && intervals.stream()
              .anyMatch(its -> millis >= its.fromMillis() && millis < its.toMillis());
    }

    Tally tally() {
      Tally sum = Tally.NONE;
      for (Interval interval : intervals) {
        sum = sum.plus(interval.tallies().getOrDefault(Cohort.ALL, Tally.NONE));
      }
      return sum;
    }
  }

  /**
   * The course of a recorded run.
   *
   * @param runFolder holds its histograms
   * @param window how long the windows are of which the worst is sought; above 0
   */
  public static TimeSeries read(RunRecord run, Path runFolder, Duration window) {
    Double warmUp = run.samples().get(TimeSeries.WARM_UP_MILLIS);
    if (warmUp == null) {
      return TimeSeries.NONE;
    }
    double over = run.samples().getOrDefault(TimeSeries.OVER_MILLIS, Double.POSITIVE_INFINITY);
    List<Interval> after =
        run.intervals().stream()
            .filter(interval -> interval.fromMillis() >= warmUp && interval.toMillis() <= over)
            .filter(TimeSeriesReader::isFull)
            .toList();
    int fewest = Math.max(1, (after.size() + BUCKETS - 1) / BUCKETS);
    List<Bucket> fine = bucketsOf(after, fewest);
    List<Bucket> buckets = bucketsOf(after, enoughABucket(after, fewest));
    return new TimeSeriesReader(
            fine, buckets, warmUp.longValue(), window, Spans.of(run.intervals()))
        .read(runFolder);
  }

  /** What differs between a full hour and a quiet one is the load, not a drift. */
  private static boolean isFull(Interval interval) {
    return interval.gauges().getOrDefault(TimeSeries.USERS_SHARE, 1.0) >= DayShape.FULL;
  }

  private TimeSeries read(Path runFolder) {
    Map<Metric, List<Observation>> series = new EnumMap<>(Metric.class);
    for (Bucket bucket : fine) {
      counted(bucket, series);
      gauged(bucket, series);
    }
    timed(runFolder, series);
    return new TimeSeries(warmUpMillis, series, window.worst());
  }

  private static List<Bucket> bucketsOf(List<Interval> intervals, int each) {
    List<Bucket> buckets = new ArrayList<>();
    double work = 0;
    // A last bucket that is not full has a throughput and percentiles of its own: left out.
    for (int from = 0; from + each <= intervals.size(); from += each) {
      List<Interval> part = intervals.subList(from, from + each);
      Bucket bucket = new Bucket(part, 0);
      work += bucket.tally().judged();
      buckets.add(new Bucket(part, work));
    }
    return buckets;
  }

  /** Enough for percentiles where the load is small, as long as enough buckets stay for a trend. */
  private static int enoughABucket(List<Interval> intervals, int fewest) {
    int count = intervals.size();
    long judged =
        intervals.stream()
            .mapToLong(its -> its.tallies().getOrDefault(Cohort.ALL, Tally.NONE).judged())
            .sum();
    long wanted = judged == 0 ? fewest : ((long) count * ENOUGH + judged - 1) / judged;
    int most = Math.max(fewest, count / DriftDetector.LEAST_OBSERVATIONS);
    return (int) Math.max(fewest, Math.min(most, wanted));
  }

  private static void counted(Bucket bucket, Map<Metric, List<Observation>> series) {
    Tally tally = bucket.tally();
    double seconds = Math.max(1, bucket.toMillis() - bucket.fromMillis()) / 1e3;
    add(series, Metric.THROUGHPUT, bucket, tally.judged() / seconds);
    if (tally.judged() > 0) {
      double broken = tally.judged() - tally.kept();
      add(series, Metric.BROKEN, bucket, broken / tally.judged());
    }
  }

  private static void gauged(Bucket bucket, Map<Metric, List<Observation>> series) {
    for (Metric figure : Metric.values()) {
      double[] values =
          bucket.intervals().stream()
              .map(interval -> interval.gauges().get(figure.id()))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      if (values.length > 0) {
        add(series, figure, bucket, values[figure.isMemory() ? 0 : values.length / 2]);
      }
    }
  }

  private void timed(Path runFolder, Map<Metric, List<Observation>> series) {
    Map<Phase, TimeCounts> open = new EnumMap<>(Phase.class);
    int[] current = {-1};
    RunJournal.histograms(
        runFolder,
        (from, to, of, micros) -> {
          if (from < warmUpMillis || !of.cohort().equals(Cohort.ALL)) {
            return;
          }
          int bucket = bucketAt((from + to) / 2);
          if (bucket != current[0]) {
            percentiles(current[0], open, series);
            open.clear();
            current[0] = bucket;
          }
          if (TIMED.containsKey(of.phase())) {
            micros.addTo(open.computeIfAbsent(of.phase(), fresh -> new TimeCounts()));
          }
          if (of.equals(RESTORE) && known.hold(from, to)) {
            window.add(from, to, micros.histogram());
          }
        });
    percentiles(current[0], open, series);
  }

  private int bucketAt(long millis) {
    for (int at = 0; at < buckets.size(); at++) {
      if (buckets.get(at).has(millis)) {
        return at;
      }
    }
    return -1;
  }

  private void percentiles(
      int bucket, Map<Phase, TimeCounts> timed, Map<Metric, List<Observation>> series) {
    if (bucket < 0) {
      return;
    }
    timed.forEach(
        (phase, micros) -> {
          Percentiles figures = Objects.requireNonNull(TIMED.get(phase));
          if (micros.total() >= LEAST_FOR_P50) {
            add(series, figures.p50(), buckets.get(bucket), (double) micros.atPercentile(50));
          }
          if (micros.total() >= LEAST_FOR_P99) {
            add(series, figures.p99(), buckets.get(bucket), (double) micros.atPercentile(99));
          }
        });
  }

  private static void add(
      Map<Metric, List<Observation>> series, Metric figure, Bucket bucket, double value) {
    series
        .computeIfAbsent(figure, fresh -> new ArrayList<>())
        .add(new Observation(bucket.toMillis(), bucket.work(), value));
  }
}
