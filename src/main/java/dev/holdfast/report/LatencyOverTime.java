package dev.holdfast.report;

import dev.holdfast.measure.Series;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;

/**
 * How latencies went over a run, from the run folder's {@code intervals.hlog}.
 *
 * <p>The log is read as a stream and its histograms are merged, never averaged, into few buckets of
 * time, so that neither memory nor the page grows with the length of a run.
 */
final class LatencyOverTime {

  /** Buckets of time that a run is divided into. */
  static final int BUCKETS = 200;

  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::phase).thenComparing(Series::cohort, CohortName.ORDER);

  /**
   * One series in one bucket of time.
   *
   * @param atMillis the bucket's middle, in milliseconds since the run began
   * @param figures what was measured in it
   */
  record Point(long atMillis, LatencyFigures figures) {}

  private final long bucketMillis;
  private final Map<Series, List<Point>> points = new TreeMap<>(ORDER);
  private final Map<Series, Histogram> open = new TreeMap<>(ORDER);
  private long bucket;

  private LatencyOverTime(long durationMillis) {
    this.bucketMillis = Math.max(1, (durationMillis + BUCKETS - 1) / BUCKETS);
  }

  /**
   * The latencies of a run by series and time; empty if the folder has no log.
   *
   * @param startedAtMillis the run's start, in milliseconds since the epoch
   */
  static Map<Series, List<Point>> read(Path log, long startedAtMillis, long durationMillis) {
    LatencyOverTime overTime = new LatencyOverTime(durationMillis);
    if (Files.isReadable(log)) {
      overTime.readAll(log, startedAtMillis);
    }
    return overTime.points;
  }

  private void readAll(Path log, long startedAtMillis) {
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram next = next(reader);
        if (next == null) {
          break;
        }
        if (next instanceof Histogram histogram && histogram.getTag() != null) {
          long middle = (histogram.getStartTimeStamp() + histogram.getEndTimeStamp()) / 2;
          add(histogram, middle - startedAtMillis);
        }
      }
      close();
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A killed run's last line may be cut: what stands before it is still told. */
  private static @Nullable EncodableHistogram next(HistogramLogReader reader) {
    try {
      return reader.nextIntervalHistogram();
    } catch (RuntimeException e) {
      return null;
    }
  }

  private void add(Histogram histogram, long atMillis) {
    long its = Math.max(0, atMillis) / bucketMillis;
    if (its != bucket) {
      close();
      bucket = its;
    }
    open.computeIfAbsent(Series.ofTag(histogram.getTag()), fresh -> new Histogram(3))
        .add(histogram);
  }

  private void close() {
    long middle = bucket * bucketMillis + bucketMillis / 2;
    open.forEach(
        (series, histogram) ->
            points
                .computeIfAbsent(series, fresh -> new ArrayList<>())
                .add(new Point(middle, LatencyFigures.of(histogram))));
    open.clear();
  }
}
