package dev.holdfast.run.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SoakWatchTest {

  private static final Duration ASKED = Duration.ofSeconds(30);

  @Test
  void aShortRunCollectsOftenEnoughForATrend() {
    assertThat(SoakWatch.collectEvery(ASKED, Duration.ofMinutes(5)))
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aLongRunCollectsNoMoreOftenThanItMust() {
    assertThat(SoakWatch.collectEvery(ASKED, Duration.ofHours(8)))
        .isEqualTo(Duration.ofSeconds(144));
  }

  @Test
  void inBetweenItIsAsAsked() {
    assertThat(SoakWatch.collectEvery(ASKED, Duration.ofMinutes(20))).isEqualTo(ASKED);
    assertThat(SoakWatch.collectEvery(Duration.ofSeconds(2), Duration.ofMinutes(2)))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void neverStaysNever() {
    assertThat(SoakWatch.collectEvery(Duration.ZERO, Duration.ofMinutes(5))).isZero();
  }
}
