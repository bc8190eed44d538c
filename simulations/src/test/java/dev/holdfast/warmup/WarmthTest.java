package dev.holdfast.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.WarmUpPlan;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Warm is a process whose start no longer shows, on a quick machine and on a busy one. */
final class WarmthTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration ALLOWED_LAG = Duration.ofMillis(100);
  private static final double BUSY = 1.4;
  private static final double QUIET = 0.1;

  private final Warmth warmth =
      new Warmth(
          new WarmUpPlan(Duration.ofMinutes(1), 140, Duration.ofSeconds(5), 0.2), ALLOWED_LAG);

  @Test
  void nothingIsWarmBeforeItWasSeenForLongEnough() {
    seconds(4, 1, QUIET, QUIET);

    assertThat(warmth.unsettled()).singleElement().asString().contains("must be seen (5.0 s)");
  }

  @Test
  void aGeneratorWhoseCompilerIsAtWorkIsNotWarm() {
    seconds(5, 1, BUSY, QUIET);

    assertThat(warmth.unsettled())
        .containsExactly(
            "the compiler of the generator still used 1.40 of a processor (warm is 0.20)");
  }

  @Test
  void norIsAMockBackendWhoseCompilerIs() {
    seconds(5, 1, QUIET, BUSY);

    assertThat(warmth.unsettled()).singleElement().asString().contains("of the mock backend still");
  }

  @Test
  void whatWasCompiledBeforeTheLatestStretchNoLongerCounts() {
    seconds(30, 1, BUSY, BUSY);
    seconds(5, 1, QUIET, QUIET);

    assertThat(warmth.unsettled()).isEmpty();
  }

  @Test
  void aLatenessThatStillFallsIsNotWarm() {
    seconds(5, 1_000, QUIET, QUIET);
    seconds(5, 300, QUIET, QUIET);

    assertThat(warmth.unsettled())
        .singleElement()
        .asString()
        .contains("lateness still fell, to p99 300 ms");
  }

  @Test
  void aLatenessThatSettlesHighIsForTheRunsOwnLimitsToJudge() {
    seconds(5, 320, QUIET, QUIET);
    seconds(5, 300, QUIET, QUIET);

    assertThat(warmth.unsettled()).isEmpty();
  }

  @Test
  void aSmallLatenessIsWarmWhetherItFallsOrNot() {
    seconds(5, 1_000, QUIET, QUIET);
    seconds(5, 40, QUIET, QUIET);

    assertThat(warmth.unsettled()).isEmpty();
  }

  @Test
  void aProcessThatTellsNothingOfItsCompilerIsNotAskedForIt() {
    for (int i = 0; i < 5; i++) {
      warmth.saw(new Warmth.Stretch(SECOND, lag(1), Map.of()));
    }

    assertThat(warmth.unsettled()).isEmpty();
  }

  private void seconds(int howMany, long lagMillis, double generator, double backend) {
    for (int i = 0; i < howMany; i++) {
      warmth.saw(
          new Warmth.Stretch(
              SECOND,
              lag(lagMillis),
              Map.of("the generator", share(generator), "the mock backend", share(backend))));
    }
  }

  private static Duration share(double ofASecond) {
    return Duration.ofMillis(Math.round(1_000 * ofASecond));
  }

  private static Histogram lag(long millis) {
    Histogram lag = new Histogram(3);
    lag.recordValue(millis * 1_000);
    return lag;
  }
}
