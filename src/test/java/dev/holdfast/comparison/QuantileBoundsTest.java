package dev.holdfast.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class QuantileBoundsTest {

  @Test
  void holdTheTrueQuantileAsOftenAsTheyPromise() {
    Random random = new Random(20250819);
    int held = 0;
    for (int trial = 0; trial < 1_000; trial++) {
      Histogram drawn = new Histogram(5);
      for (int i = 0; i < 400; i++) {
        drawn.recordValue(1 + random.nextInt(90_000));
      }
      QuantileBounds bounds = QuantileBounds.of(drawn, 0.9, 0.95).orElseThrow();
      if (bounds.low() <= 81_000 && 81_000 <= bounds.high()) {
        held++;
      }
    }
    assertThat(held).isGreaterThan(940);
  }

  @Test
  void agreeWithTheTabulatedRanksOfAMedian() {
    Histogram ranks = new Histogram(5);
    for (int i = 1; i <= 20; i++) {
      ranks.recordValue(i);
    }

    assertThat(QuantileBounds.of(ranks, 0.5, 0.95)).contains(new QuantileBounds(6, 10, 15));
  }

  @Test
  void areNoneOfTooFewValues() {
    Histogram few = new Histogram(3);
    assertThat(QuantileBounds.of(few, 0.99, 0.95)).isEmpty();
    few.recordValueWithCount(5, 20);
    assertThat(QuantileBounds.of(few, 0.99, 0.95)).isEmpty();
  }
}
