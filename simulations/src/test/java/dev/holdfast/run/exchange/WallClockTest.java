package dev.holdfast.run.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WallClockTest {

  private static final long MILLI = 1_000_000;

  @Test
  void aClockThatIsOffByTwoSecondsIsTold() {
    assertThat(WallClock.off(4 * MILLI, 12_000, 10_002)).contains(2_000L);
    assertThat(WallClock.off(4 * MILLI, 8_000, 10_002)).contains(-2_000L);
    assertThat(WallClock.told("injector 1 on host", -2_000))
        .startsWith("the wall clock of injector 1 on host is off by about 2000 ms");
  }

  @Test
  void aClockThatIsNearIsNot() {
    assertThat(WallClock.off(4 * MILLI, 10_900, 10_002)).isEmpty();
  }

  /** What a slow network, or a machine that stood still, adds is not the clock's. */
  @Test
  void anAnswerThatTookLongProvesNothing() {
    assertThat(WallClock.off(3_000 * MILLI, 10_000, 13_000)).isEmpty();
  }
}
