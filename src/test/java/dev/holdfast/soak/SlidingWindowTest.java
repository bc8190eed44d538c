package dev.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

  @Test
  void theWorstWindowIsFoundThoughTheWholeRunIsGood() {
    SlidingWindow window = new SlidingWindow(Duration.ofMinutes(10));
    for (int minute = 0; minute < 60; minute++) {
      long micros = minute >= 30 && minute < 40 ? 800_000 : 10_000;
      window.add(minute * 60_000L, (minute + 1) * 60_000L, of(micros, 50));
    }

    TimeSeries.Window worst = window.worst().orElseThrow();

    assertThat(worst.micros()).isCloseTo(800_000, within(1_000.0));
    assertThat(worst.fromMillis()).isBetween(21 * 60_000L, 39 * 60_000L);
    assertThat(worst.toMillis() - worst.fromMillis()).isLessThanOrEqualTo(600_000);
  }

  @Test
  void aRunShorterThanAWindowIsOne() {
    SlidingWindow window = new SlidingWindow(Duration.ofMinutes(10));
    window.add(0, 5_000, of(1_000, 10));
    window.add(5_000, 10_000, of(3_000, 10));

    assertThat(window.worst().orElseThrow().count()).isEqualTo(20);
    assertThat(window.worst().orElseThrow().micros()).isCloseTo(3_000, within(5.0));
  }

  @Test
  void nothingTimedIsNoWindow() {
    assertThat(new SlidingWindow(Duration.ofMinutes(1)).worst()).isEmpty();
  }

  private static Histogram of(long micros, int times) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(micros, times);
    return histogram;
  }
}
