package dev.holdfast.measure.histograms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.TimeCounts;
import dev.holdfast.measure.Timings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

class HistogramDecoderTest {

  @Property(tries = 500)
  void addsWhatTheLibraryWouldAdd(
      @ForAll("histograms") List<Histogram> histograms, @ForAll("histograms") List<Histogram> more)
      throws IOException {
    TimeCounts counts = new TimeCounts();
    Histogram theirs = new Histogram(3);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (List<Histogram> part : List.of(histograms, more)) {
        for (Histogram histogram : part) {
          decoder.decode(encoded(histogram));
          decoder.addTo(counts);
          theirs.add(histogram);
        }
      }
    }

    Histogram ours = counts.histogram();
    assertThat(ours).isEqualTo(theirs);
    assertThat(ours.getTotalCount()).isEqualTo(theirs.getTotalCount());
    assertThat(ours.getMaxValue()).isEqualTo(theirs.getMaxValue());
    assertThat(ours.getMinNonZeroValue()).isEqualTo(theirs.getMinNonZeroValue());
  }

  @Property(tries = 200)
  void whatIsKeptStaysWhenTheNextIsDecoded(@ForAll("histograms") List<Histogram> histograms)
      throws IOException {
    Histogram coarse = new Histogram(2);
    coarse.recordValue(123_456);
    Histogram theirs = new Histogram(3);
    List<Timings> kept = new ArrayList<>();
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (Histogram histogram : histograms) {
        decoder.decode(encoded(histogram));
        kept.add(decoder.kept());
        theirs.add(histogram);
      }
      decoder.decode(encoded(coarse));
      kept.add(decoder.kept());
      theirs.add(kept.get(kept.size() - 1).histogram());
      decoder.decode(encoded(new Histogram(3)));
    }
    TimeCounts sum = new TimeCounts();

    kept.forEach(each -> each.addTo(sum));

    assertThat(sum.histogram()).isEqualTo(theirs);
  }

  @Example
  void leavesOtherPrecisionsToTheLibrary() throws IOException {
    Histogram coarse = new Histogram(2);
    coarse.recordValue(1_000);
    coarse.recordValue(123_456);
    TimeCounts sum = new TimeCounts();

    try (HistogramDecoder decoder = new HistogramDecoder()) {
      decoder.decode(encoded(coarse));
      decoder.addTo(sum);
    }

    assertThat(sum.total()).isEqualTo(2);
    assertThat(sum.atPercentile(100)).isBetween(123_000L, 124_500L);
  }

  @Example
  void whatWasCutOffIsDamagedAndLeavesNothingBehind() throws IOException {
    Histogram whole = new Histogram(3);
    for (int value = 1; value < 100_000; value += 17) {
      whole.recordValueWithCount(value, 1 + value % 300);
    }
    String text = encoded(whole);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (int length = 4; length < text.length() - 8; length += 4) {
        String cut = text.substring(0, length);
        assertThatThrownBy(() -> decoder.decode(cut)).isInstanceOf(IOException.class);
      }
      decoder.decode(text);
      TimeCounts sum = new TimeCounts();
      decoder.addTo(sum);

      assertThat(sum.histogram()).isEqualTo(whole);
    }
  }

  @Example
  void aHistogramThatClaimsMoreThanItHasIsDamaged() {
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      assertThatThrownBy(() -> decoder.decode(forged(Integer.MAX_VALUE, new byte[] {2})))
          .hasMessageContaining("a histogram of 2147483647 bytes has only 1");
    }
  }

  @Example
  void aHistogramThatUnpacksWithoutEndIsRefused() {
    byte[] endless = new byte[8 << 20];
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      assertThatThrownBy(() -> decoder.decode(forged(endless.length, endless)))
          .hasMessageContaining("a histogram must be at most 1 MiB");
    }
  }

  @Example
  void aCountBeyondTheLastPlaceIsDamage() {
    byte[] farOff = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2};
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      assertThatThrownBy(() -> decoder.decode(forged(farOff.length, farOff)))
          .hasMessageContaining("no value is counted at place");
    }
  }

  @Provide
  Arbitrary<List<Histogram>> histograms() {
    Arbitrary<Long> values =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs().between(0, 5_000)),
            Tuple.of(2, Arbitraries.longs().between(0, 600_000_000)),
            Tuple.of(1, Arbitraries.longs().between(0, Long.MAX_VALUE / 4)));
    Arbitrary<Long> counts =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 3), Arbitraries.longs().between(1, 1L << 50));
    return Combinators.combine(values, counts)
        .as((value, count) -> new long[] {value, count})
        .list()
        .ofMaxSize(40)
        .map(
            recorded -> {
              Histogram histogram = new Histogram(3);
              recorded.forEach(each -> histogram.recordValueWithCount(each[0], each[1]));
              return histogram;
            })
        .list()
        .ofMaxSize(3);
  }

  private static String encoded(Histogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new HistogramLogWriter(bytes).outputIntervalHistogram(0, 1, histogram, 1);
    String line = bytes.toString(StandardCharsets.US_ASCII).strip();
    return line.substring(line.lastIndexOf(',') + 1);
  }

  private static String forged(int claimed, byte[] counts) {
    ByteBuffer plain = ByteBuffer.allocate(40 + counts.length);
    plain.putInt(0x1c849303 | 0x10).putInt(claimed).putInt(0).putInt(3);
    plain.putLong(1).putLong(1L << 40).putDouble(1).put(counts);
    Deflater deflater = new Deflater();
    deflater.setInput(plain.array());
    deflater.finish();
    byte[] packed = new byte[100_000];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteBuffer whole = ByteBuffer.allocate(8 + length);
    whole.putInt(0x1c849304 | 0x10).putInt(length).put(packed, 0, length);
    return Base64.getEncoder().encodeToString(whole.array());
  }
}
