package dev.holdfast.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Only what a planned event can have spoiled is blamed on it. */
final class StrikesTest {

  private static final long AFTERMATH = 5;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Strikes strikes = new Strikes(now::get, AFTERMATH);

  @Test
  void beforeTheFirstNothingIsBlamed() {
    assertThat(strikes.since(now.get())).isEmpty();
    assertThat(strikes.feltAt(now.get())).isEmpty();
    assertThat(strikes.atRest()).isTrue();
  }

  @Test
  void whileOneIsUnderWayItIsToBlame() {
    strikes.begin("kill-1", Loss.BACKEND_KILLED);
    now.addAndGet(100);

    assertThat(strikes.atRest()).isFalse();
    assertThat(strikes.since(now.get()).orElseThrow().event()).isEqualTo("kill-1");
    assertThat(strikes.feltAt(now.get()).orElseThrow().loss()).isEqualTo(Loss.BACKEND_KILLED);
  }

  @Test
  void afterwardsOnlyForConnectionsThatWereAliveBeforeAndAttemptsInItsAftermath() {
    long alive = now.get();
    strikes.begin("drop-1", Loss.RESET);
    long over = now.addAndGet(100);
    strikes.over();

    assertThat(strikes.atRest()).isTrue();
    assertThat(strikes.since(alive)).isPresent();
    assertThat(strikes.since(over + 1)).isEmpty();
    assertThat(strikes.feltAt(over + AFTERMATH)).isPresent();
    assertThat(strikes.feltAt(over + AFTERMATH + 1)).isEmpty();
  }
}
