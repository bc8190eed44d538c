package dev.holdfast.measure.histograms;

import dev.holdfast.measure.TimeCounts;
import dev.holdfast.measure.Timings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one histogram after the other with the same buffers, and keeps only the values that were
 * recorded: a long run's log has hundreds of thousands of histograms, each with a few hundred
 * values among thousands of empty places.
 *
 * <p>Understands HdrHistogram's compressed V2 encoding of three digits and unit 1, which is what
 * this kit writes; any other is left to the library. For one thread.
 *
 * @see <a
 *     href="https://github.com/HdrHistogram/HdrHistogram/blob/HdrHistogram-2.2.2/src/main/java/org/HdrHistogram/AbstractHistogram.java">the
 *     encoding, in encodeIntoByteBuffer</a>
 */
final class HistogramDecoder implements Timings, AutoCloseable {

  private static final int COMPRESSED_V2 = 0x1c849304 | 0x10;
  private static final int V2 = 0x1c849303 | 0x10;
  private static final int COMPRESSED_HEADER = 8;
  private static final int HEADER = 40;
  private static final int DIGITS = 3;
  private static final int LARGEST = 1 << 20;

  private static final int LARGEST_VARINT_SHIFT = 56;

  private final Inflater inflater = new Inflater();
  private byte[] encoded = new byte[4_096];
  private byte[] plain = new byte[1 << 14];
  private int[] places = new int[512];
  private long[] counts = new long[512];
  private int size;
  private int position;
  private int length;
  private @Nullable Histogram foreign;

  /**
   * Decodes the next; what was decoded before is forgotten.
   *
   * @param base64 as the last column of a histogram log has it
   * @throws IOException if it is damaged
   */
  void decode(String base64) throws IOException {
    size = 0;
    foreign = null;
    try {
      if (!decodeOurs(base64)) {
        foreign = Histogram.fromString(base64);
      }
    } catch (DataFormatException | RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void addTo(TimeCounts sum) {
    if (foreign != null) {
      sum.add(foreign);
    }
    for (int i = size - 1; i >= 0; i--) {
      sum.add(places[i], counts[i]);
    }
  }

  @Override
  public Timings kept() {
    Histogram whole = foreign;
    return whole == null
        ? new Kept(Arrays.copyOf(places, size), Arrays.copyOf(counts, size))
        : sum -> sum.add(whole);
  }

  /** Values that were decoded, with how often each was recorded, by rising places. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Kept(int[] places, long[] counts) implements Timings {
    @Override
    public void addTo(TimeCounts sum) {
      for (int i = places.length - 1; i >= 0; i--) {
        sum.add(places[i], counts[i]);
      }
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private boolean decodeOurs(String base64) throws IOException, DataFormatException {
    byte[] text = base64.getBytes(StandardCharsets.ISO_8859_1);
    if (encoded.length < text.length) {
      encoded = new byte[text.length];
    }
    int bytes = Base64.getDecoder().decode(text, encoded);
    ByteBuffer outer = ByteBuffer.wrap(encoded, 0, bytes);
    if (outer.getInt() != COMPRESSED_V2) {
      return false;
    }
    inflater.reset();
    inflater.setInput(encoded, COMPRESSED_HEADER, Math.min(outer.getInt(), outer.remaining()));
    int inflated = inflate();
    ByteBuffer inner = ByteBuffer.wrap(plain, 0, inflated);
    int cookie = inner.getInt();
    int payloadLength = inner.getInt();
    int offset = inner.getInt();
    int digits = inner.getInt();
    long unit = inner.getLong();
    inner.getLong();
    double ratio = inner.getDouble();
    if (cookie != V2 || offset != 0 || digits != DIGITS || unit != 1 || ratio != 1) {
      return false;
    }
    if (payloadLength < 0 || payloadLength > inner.remaining()) {
      throw new IOException(
          "a histogram of " + payloadLength + " bytes has only " + inner.remaining());
    }
    readCounts(payloadLength);
    return true;
  }

  private int inflate() throws IOException, DataFormatException {
    int had = 0;
    while (!inflater.finished()) {
      if (had == plain.length) {
        if (had >= LARGEST) {
          throw new IOException("a histogram must be at most 1 MiB");
        }
        plain = Arrays.copyOf(plain, 2 * had);
      }
      int more = inflater.inflate(plain, had, plain.length - had);
      if (more == 0 && !inflater.finished()) {
        throw new IOException("cut off after " + had + " bytes");
      }
      had += more;
    }
    return had;
  }

  private void readCounts(int payloadLength) throws IOException {
    position = HEADER;
    length = HEADER + payloadLength;
    long place = 0;
    while (position < length) {
      long count = zigZag();
      if (count < 0) {
        place -= count;
      } else {
        if (count > 0) {
          keep(place, count);
        }
        place++;
      }
    }
  }

  private long zigZag() throws IOException {
    long raw = 0;
    for (int shift = 0; ; shift += 7) {
      if (position == length) {
        throw new IOException("cut off within a count");
      }
      byte next = plain[position++];
      if (shift == LARGEST_VARINT_SHIFT) {
        raw |= (long) next << shift;
        break;
      }
      raw |= (next & 0x7FL) << shift;
      if (next >= 0) {
        break;
      }
    }
    return (raw >>> 1) ^ -(raw & 1);
  }

  private void keep(long place, long count) throws IOException {
    if (place < 0 || place >= TimeCounts.PLACES) {
      throw new IOException("no value is counted at place " + place);
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    places[size] = (int) place;
    counts[size] = count;
    size++;
  }
}
