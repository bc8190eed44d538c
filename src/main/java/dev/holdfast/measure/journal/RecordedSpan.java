package dev.holdfast.measure.journal;

import dev.holdfast.measure.Interval;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One interval of a process's journal, as it is sent to the run that it belongs to. */
public final class RecordedSpan {

  private static final int HEADER = Long.BYTES + Integer.BYTES;

  private final long number;
  private final Interval interval;
  private final byte[] histogramLines;

  /**
   * A span.
   *
   * @param number of the interval, from 1, without a gap
   * @param interval its counts
   * @param histogramLines all that was timed in it, as {@code intervals.hlog} has it; not changed
   *     any more
   */
  public RecordedSpan(long number, Interval interval, byte[] histogramLines) {
    this.number = number;
    this.interval = interval;
    this.histogramLines = histogramLines;
  }

  /** Its counts. */
  Interval interval() {
    return interval;
  }

  /** All that was timed in it. */
  byte[] histogramLines() {
    return histogramLines;
  }

  /** As bytes. */
  public byte[] encoded() {
    byte[] counts = JournalJson.line(interval);
    return ByteBuffer.allocate(HEADER + counts.length + histogramLines.length)
        .putLong(number)
        .putInt(counts.length)
        .put(counts)
        .put(histogramLines)
        .array();
  }

  /** The number of a span as bytes. */
  public static long numberOf(byte[] encoded) {
    return encoded.length < HEADER ? -1 : ByteBuffer.wrap(encoded).getLong();
  }

  /**
   * The span of these bytes.
   *
   * @throws IOException if they are none
   */
  public static RecordedSpan of(byte[] encoded) throws IOException {
    if (encoded.length < HEADER) {
      throw new IOException("a span of " + encoded.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    long number = bytes.getLong();
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IOException("a span whose counts are cut off");
    }
    byte[] counts = new byte[length];
    bytes.get(counts);
    byte[] lines = new byte[bytes.remaining()];
    bytes.get(lines);
    return new RecordedSpan(
        number,
        JournalJson.read(new String(counts, StandardCharsets.UTF_8), Interval.class),
        lines);
  }
}
