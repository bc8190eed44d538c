package dev.holdfast.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MedianBoundsTest {

  @Test
  void takesTheRanksOfThePublishedTables() {
    // Conover's table of the binomial: of 20 values the 6th and the 15th bound the median, each at
    // 97.9 %; the 7th would hold at 94.2 % only.
    Histogram histogram = new Histogram(3);
    LongStream.rangeClosed(1, 20).forEach(histogram::recordValue);

    MedianBounds bounds = MedianBounds.of(histogram, 0.975);

    assertThat(bounds).isEqualTo(new MedianBounds(6, 10, 15));
  }

  @Test
  void fewValuesBoundNothing() {
    Histogram histogram = new Histogram(3);
    LongStream.rangeClosed(1, 5).forEach(histogram::recordValue);

    assertThat(MedianBounds.of(histogram, 0.975))
        .isEqualTo(new MedianBounds(0, 3, Double.POSITIVE_INFINITY));
    histogram.recordValue(6);
    assertThat(MedianBounds.of(histogram, 0.975).high()).isEqualTo(6);
  }

  @Test
  void holdTheTrueMedianAsOftenAsPromised() {
    Random random = new Random(7);
    int held = 0;
    for (int run = 0; run < 2_000; run++) {
      Histogram histogram = new Histogram(3);
      for (int value = 0; value < 101; value++) {
        histogram.recordValue((long) (Math.exp(random.nextGaussian()) * 10_000));
      }
      if (MedianBounds.of(histogram, 0.95).high() >= 10_000) {
        held++;
      }
    }

    assertThat(held / 2_000.0).isGreaterThan(0.95).isLessThan(0.99);
  }
}
