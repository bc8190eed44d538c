package dev.holdfast.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandshakeLimiterTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void letsATenthOfASecondsWorthInAtOnceAndThenAsManyAsItsRate() {
    HandshakeLimiter limiter = new HandshakeLimiter(50, 1, now::get);

    assertThat(admittedOf(limiter, 100)).isEqualTo(5);
    now.addAndGet(Duration.ofMillis(60).toNanos());
    assertThat(admittedOf(limiter, 100)).isEqualTo(3);
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(admittedOf(limiter, 100)).isEqualTo(5);
  }

  @Test
  void letsAtLeastOneInHoweverLowItsRate() {
    HandshakeLimiter limiter = new HandshakeLimiter(1, 1, now::get);

    assertThat(admittedOf(limiter, 10)).isEqualTo(1);
  }

  @Test
  void letsAllInThatComeAtItsRateHoweverLong() {
    assertThat(admittedAt(100, 60)).isEqualTo(6_000);
  }

  @Test
  void keepsTheExcessOutAndNoMore() {
    assertThat(admittedAt(110, 60)).isBetween(5_990L, 6_020L);
  }

  @Test
  void letsEverybodyInWithoutARate() {
    assertThat(admittedOf(new HandshakeLimiter(0, 1, now::get), 10_000)).isEqualTo(10_000);
  }

  @Test
  void refusesARateBelowNothing() {
    assertThatThrownBy(() -> new HandshakeLimiter(-1, 1, now::get))
        .hasMessageStartingWith("perSecond must not be negative, got: -1");
  }

  /** Of so many a second, evenly, by one for 100 a second. */
  private long admittedAt(int perSecond, int seconds) {
    HandshakeLimiter limiter = new HandshakeLimiter(100, 1, now::get);
    return IntStream.range(0, perSecond * seconds)
        .filter(
            each -> {
              now.set(each * Duration.ofSeconds(1).toNanos() / perSecond);
              return limiter.admits();
            })
        .count();
  }

  private static long admittedOf(HandshakeLimiter limiter, int attempts) {
    return IntStream.range(0, attempts).filter(each -> limiter.admits()).count();
  }
}
