package dev.holdfast.run.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.run.exchange.ClockMap.Ping;
import org.junit.jupiter.api.Test;

final class ClockMapTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final ClockMap map = new ClockMap();

  @Test
  void theQuickestPingTellsBest() {
    assertThat(map.take(new Ping(0, 20 * MILLI, 1_000 * MILLI))).isEmpty();
    assertThat(map.take(new Ping(SECOND, SECOND + 2 * MILLI, 1_991 * MILLI + SECOND)))
        .as("the long way of the first explains it")
        .isPresent();
    ClockMap near = new ClockMap();
    near.take(new Ping(0, 20 * MILLI, 1_013 * MILLI));
    near.take(new Ping(SECOND, SECOND + 2 * MILLI, SECOND + 1_001 * MILLI));
    assertThat(near.theirs(5 * SECOND)).isEqualTo(6 * SECOND);
    assertThat(near.errorNanos()).isEqualTo(MILLI);
  }

  @Test
  void aJumpIsFound() {
    map.take(new Ping(0, MILLI, MILLI / 2));
    assertThat(map.take(new Ping(SECOND, SECOND + MILLI, SECOND + 40 * MILLI))).isEmpty();
    assertThat(map.take(new Ping(2 * SECOND, 2 * SECOND + MILLI, 2 * SECOND + 2_000 * MILLI)))
        .hasValueSatisfying(wrong -> assertThat(wrong).contains("jumped by 1998 ms"));
  }

  @Test
  void aDriftIsFound() {
    String found = "";
    for (long second = 0; second <= 120 && found.isEmpty(); second += 12) {
      long now = second * SECOND;
      long drifted = now + now / 1_000_000 * 300;
      found = map.take(new Ping(now, now + MILLI, drifted + MILLI / 2)).orElse("");
    }
    assertThat(found).contains("drifts by");
  }

  @Test
  void aSlowNetworkIsNoJump() {
    map.take(new Ping(0, MILLI, MILLI / 2));
    assertThat(map.take(new Ping(SECOND, SECOND + 400 * MILLI, SECOND + 390 * MILLI))).isEmpty();
  }
}
