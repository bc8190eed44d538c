package dev.holdfast.measure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Histograms as lines of HdrHistogram's log format, version 1.3: any of its tools reads them.
 *
 * <p>Values are microseconds. The column for people, Interval_Max, is in milliseconds.
 */
final class HistogramLines {

  private static final double MICROS_A_MILLI = 1_000;
  private static final double MILLIS_A_SECOND = 1_000;
  private static final String TAG = "Tag=";

  /**
   * One line read back.
   *
   * @param series whose histogram
   * @param fromMillis the interval's start, in milliseconds since the run began
   * @param toMillis its end, likewise
   * @param histogram its values in microseconds
   */
  record Line(Series series, long fromMillis, long toMillis, Histogram histogram) {}

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final HistogramLogWriter writer = new HistogramLogWriter(bytes);

  /** The lines that a log begins with. */
  static byte[] header(Instant startedAt) {
    HistogramLines lines = new HistogramLines();
    lines.writer.outputComment("Values are microseconds by phase|cohort; Interval_Max is in ms.");
    lines.writer.outputLogFormatVersion();
    lines.writer.outputBaseTime(startedAt.toEpochMilli());
    lines.writer.outputStartTime(startedAt.toEpochMilli());
    lines.writer.outputLegend();
    return lines.take();
  }

  /** Adds the line of one series in one interval. */
  void add(long fromMillis, long toMillis, Series series, Histogram histogram) {
    histogram.setTag(series.tag());
    writer.outputIntervalHistogram(
        fromMillis / MILLIS_A_SECOND, toMillis / MILLIS_A_SECOND, histogram, MICROS_A_MILLI);
  }

  /** The lines so far, which are then forgotten. */
  byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  /**
   * Reads one line back; empty for a comment or the legend.
   *
   * @throws IOException if the line is damaged
   */
  static Optional<Line> parse(String text) throws IOException {
    if (text.isBlank() || text.startsWith("#") || text.startsWith("\"")) {
      return Optional.empty();
    }
    String[] columns = text.split(",", -1);
    if (columns.length != 5 || !columns[0].startsWith(TAG)) {
      throw new IOException("not of the form Tag=…,start,length,max,histogram");
    }
    try {
      double from = Double.parseDouble(columns[1]);
      double length = Double.parseDouble(columns[2]);
      return Optional.of(
          new Line(
              Series.ofTag(columns[0].substring(TAG.length())),
              Math.round(from * MILLIS_A_SECOND),
              Math.round((from + length) * MILLIS_A_SECOND),
              Histogram.fromString(columns[4])));
    } catch (DataFormatException | RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
