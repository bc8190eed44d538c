package dev.holdfast.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackOffTest {

  private static final BackOffPlan PLAN =
      new BackOffPlan(BackOff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void exponentialBackOffDoublesUpToItsLimit() {
    assertThat(waits(BackOff.EXPONENTIAL, 9))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void fixedAndNoBackOffStayWhatTheyAre() {
    assertThat(waits(BackOff.FIXED, 3)).containsExactly(1L, 1L, 1L);
    assertThat(waits(BackOff.NONE, 3)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void fullJitterSpreadsEvenlyBetweenNothingAndTheExponentialWait() {
    BackOffPlan jitter = PLAN.by(BackOff.FULL_JITTER);
    SplittableRandom random = new SplittableRandom(7);
    List<Double> seconds =
        IntStream.range(0, 4_000).mapToObj(i -> jitter.delay(3, random).toNanos() / 1e9).toList();

    assertThat(seconds).allSatisfy(wait -> assertThat(wait).isBetween(0.0, 8.0));
    assertThat(seconds.stream().mapToDouble(wait -> wait).average().orElse(0)).isBetween(3.8, 4.2);
  }

  @Test
  void theThousandthAttemptStillWaitsTheLimit() {
    assertThat(PLAN.delay(1_000, new SplittableRandom(1))).hasSeconds(60);
  }

  @Test
  void anUnknownStrategyAndALimitBelowTheFirstWaitAreRefused() {
    assertThatThrownBy(() -> BackOff.parse("holdfast.storm.strategies", List.of("linear")))
        .hasMessage(
            "holdfast.storm.strategies must be all or a list of none, fixed, exponential,"
                + " full-jitter, got: linear");
    assertThatThrownBy(
            () -> new BackOffPlan(BackOff.FIXED, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("back-off cap must be at least its base");
  }

  private static List<Long> waits(BackOff strategy, int attempts) {
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, attempts)
        .mapToObj(attempt -> PLAN.by(strategy).delay(attempt, random).toSeconds())
        .toList();
  }
}
