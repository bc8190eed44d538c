package dev.holdfast.measure.histograms;

import dev.holdfast.measure.Series;
import dev.holdfast.measure.Timings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the lines that {@link HistogramLines} wrote, one at a time. For one thread. */
public final class HistogramLog implements AutoCloseable {

  private static final double MILLIS_A_SECOND = 1_000;
  private static final String TAG = "Tag=";

  /**
   * One line.
   *
   * @param series whose times
   * @param fromMillis the interval's start, in milliseconds since the run began
   * @param toMillis its end, likewise
   * @param timings its values in microseconds, to be used before the next line is read
   */
  public record Line(Series series, long fromMillis, long toMillis, Timings timings) {

    /** The same, to be used whenever one likes. */
    Line kept() {
      return new Line(series, fromMillis, toMillis, timings.kept());
    }
  }

  private final HistogramDecoder decoder = new HistogramDecoder();
  private final Map<String, Series> known = new HashMap<>();

  /**
   * Reads one line; empty for a comment or the legend.
   *
   * @throws IOException if the line is damaged
   */
  public Optional<Line> read(String text) throws IOException {
    if (text.isBlank() || text.startsWith("#") || text.startsWith("\"")) {
      return Optional.empty();
    }
    String[] columns = text.split(",", -1);
    if (columns.length != 5 || !columns[0].startsWith(TAG)) {
      throw new IOException("not of the form Tag=…,start,length,max,histogram");
    }
    try {
      Series series = known.computeIfAbsent(columns[0].substring(TAG.length()), Series::ofTag);
      double from = Double.parseDouble(columns[1]);
      double length = Double.parseDouble(columns[2]);
      decoder.decode(columns[4]);
      return Optional.of(
          new Line(
              series,
              Math.round(from * MILLIS_A_SECOND),
              Math.round((from + length) * MILLIS_A_SECOND),
              decoder));
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
