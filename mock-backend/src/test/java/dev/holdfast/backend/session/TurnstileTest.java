package dev.holdfast.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void letsATenthOfASecondsWorthInAtOnceAndThenAsManyAsItsRate() {
    Turnstile turnstile = new Turnstile(50, now::get);

    assertThat(admittedOf(turnstile, 100)).isEqualTo(5);
    now.addAndGet(Duration.ofMillis(60).toNanos());
    assertThat(admittedOf(turnstile, 100)).isEqualTo(3);
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(admittedOf(turnstile, 100)).isEqualTo(5);
  }

  @Test
  void letsAtLeastOneInHoweverLowItsRate() {
    Turnstile turnstile = new Turnstile(1, now::get);

    assertThat(admittedOf(turnstile, 10)).isEqualTo(1);
  }

  @Test
  void letsEverybodyInWithoutARate() {
    assertThat(admittedOf(new Turnstile(0, now::get), 10_000)).isEqualTo(10_000);
  }

  @Test
  void refusesARateBelowNothing() {
    assertThatThrownBy(() -> new Turnstile(-1, now::get))
        .hasMessage("handshake-rate must not be negative, got: -1");
  }

  private static long admittedOf(Turnstile turnstile, int attempts) {
    return IntStream.range(0, attempts).filter(each -> turnstile.admits()).count();
  }
}
