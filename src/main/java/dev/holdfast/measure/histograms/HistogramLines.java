package dev.holdfast.measure.histograms;

import dev.holdfast.measure.Series;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Histograms as lines of HdrHistogram's log format, version 1.3: any of its tools reads them.
 *
 * <p>Values are microseconds. The column for people, Interval_Max, is in milliseconds.
 */
public final class HistogramLines {

  private static final double MICROS_A_MILLI = 1_000;
  private static final double MILLIS_A_SECOND = 1_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final HistogramLogWriter writer = new HistogramLogWriter(bytes);

  /** The lines that a log begins with. */
  public static byte[] header(Instant startedAt) {
    HistogramLines lines = new HistogramLines();
    lines.writer.outputComment("Values are microseconds by phase|cohort; Interval_Max is in ms.");
    lines.writer.outputLogFormatVersion();
    lines.writer.outputBaseTime(startedAt.toEpochMilli());
    lines.writer.outputStartTime(startedAt.toEpochMilli());
    lines.writer.outputLegend();
    return lines.take();
  }

  /** Adds the line of one series in one interval. */
  public void add(long fromMillis, long toMillis, Series series, Histogram histogram) {
    histogram.setTag(series.tag());
    writer.outputIntervalHistogram(
        fromMillis / MILLIS_A_SECOND, toMillis / MILLIS_A_SECOND, histogram, MICROS_A_MILLI);
  }

  /** The lines so far, which are then forgotten. */
  public byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }
}
