package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StartInstantTest {

  private final AtomicLong clock = new AtomicLong();
  private final StartInstant instant = new StartInstant(500_000_000, clock::get);

  @Test
  void whoeverIsEarlyWaits() {
    assertThat(instant.left()).isEqualTo(Duration.ofMillis(500));
    clock.set(600_000_000);
    assertThat(instant.left()).isZero();
  }

  /** No user begins before it is done. */
  @Test
  void whatIsLeftToBeDoneThenMakesTheStartLate() {
    clock.set(501_000_000);

    assertThat(instant.lateAfter(() -> clock.addAndGet(130_000_000))).isEqualTo(131.0);
    assertThat(new StartInstant(clock.get(), clock::get).lateAfter(() -> {})).isZero();
  }
}
