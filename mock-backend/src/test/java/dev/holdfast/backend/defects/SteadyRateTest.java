package dev.holdfast.backend.defects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadyRateTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void takesAllThatComesAtTheRateHoweverLong() {
    assertThat(taken(new SteadyRate(100, 0.1), 100, 60)).isEqualTo(6_000);
  }

  @Test
  void refusesTheExcessAndNoMore() {
    long taken = taken(new SteadyRate(100, 0.1), 110, 60);

    assertThat(taken).isBetween(5_990L, 6_020L);
  }

  @Test
  void takesABurstThatRunsAheadByTheTolerance() {
    SteadyRate rate = new SteadyRate(100, 0.1);
    int taken = 0;
    for (int i = 0; i < 50; i++) {
      taken += rate.takes(0) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(11);
  }

  @Test
  void limitsRefuseNonsense() {
    assertThatThrownBy(() -> new LoadLimits(-1, 0, Duration.ofSeconds(1)))
        .hasMessage("limit-sessions must be 0 or more, got: -1");
    assertThatThrownBy(() -> new LoadLimits(0, Double.NaN, Duration.ofSeconds(1)))
        .hasMessageStartingWith("limit-reconnections must be 0 or more");
    assertThatThrownBy(() -> new LoadLimits(0, 1, Duration.ZERO))
        .hasMessageStartingWith("overload-delay must be above 0");
  }

  private static long taken(SteadyRate rate, int perSecond, int seconds) {
    long taken = 0;
    for (long i = 0; i < (long) perSecond * seconds; i++) {
      taken += rate.takes(i * SECOND / perSecond) ? 1 : 0;
    }
    return taken;
  }
}
