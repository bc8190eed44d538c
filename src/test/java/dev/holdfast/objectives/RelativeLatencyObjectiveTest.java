package dev.holdfast.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RelativeLatencyObjectiveTest {

  private static final Cohort SAME = new Cohort("place", "same");
  private static final Cohort OTHER = new Cohort("place", "other");

  @Test
  void isMetWhenBothAreAlike() {
    assertThat(objective(0).judge(run(42, 100_000, 1.0, 2_000)).status()).isEqualTo(Status.MET);
  }

  @Test
  void isMetWhenTheOtherIsFaster() {
    assertThat(objective(0).judge(run(42, 100_000, 0.5, 500)).status()).isEqualTo(Status.MET);
  }

  @Test
  void isMissedWhenTheOtherIsSurelySlower() {
    ObjectiveResult result = objective(1_000).judge(run(42, 100_000, 1.3, 2_000));

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).contains(" → ").contains("(× 1.");
    assertThat(result.required()).isEqualTo("< 1.1 × same place, or < 1 ms more");
  }

  @Test
  void isNotProvenByTooFew() {
    assertThat(objective(0).judge(run(42, 100_000, 1.0, 4)).status()).isEqualTo(Status.NOT_PROVEN);
    assertThat(objective(0).judge(run(42, 100_000, 1.1, 200)).status())
        .isEqualTo(Status.NOT_PROVEN);
  }

  @Test
  void aRatioJustAtTheLimitIsHardlyEverMetOrMissedByChance() {
    int decided = 0;
    for (int seed = 0; seed < 500; seed++) {
      Status status = objective(0).judge(run(seed, 100_000, 1.1, 300)).status();
      decided += status == Status.NOT_PROVEN ? 0 : 1;
    }

    assertThat(decided / 500.0).isLessThan(0.1);
  }

  @Test
  void isMetBelowTheFloorAndSaysSo() {
    ObjectiveResult result = objective(1_000).judge(run(42, 1_000, 1.5, 2_000));

    assertThat(result.status()).isEqualTo(Status.MET);
    assertThat(result.why()).startsWith("the difference is at most ").endsWith("floor of 1 ms");
  }

  @Test
  void isNeverMetByNothing() {
    RunRecord onlyBase = RunBuilder.run().latency(Phase.CONNECT, SAME, 10).build();
    RunRecord onlyOther = RunBuilder.run().latency(Phase.CONNECT, OTHER, 10).build();

    assertThat(objective(0).judge(onlyBase).measured()).contains("other place");
    assertThat(objective(0).judge(onlyBase).status()).isEqualTo(Status.NOT_MEASURED);
    assertThat(objective(0).judge(onlyOther).status()).isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void timesBelowTheResolutionAreNoReasonToMiss() {
    long[] nothing = new long[100];

    assertThat(
            objective(1_000)
                .judge(
                    RunBuilder.run()
                        .latency(Phase.CONNECT, SAME, nothing)
                        .latency(Phase.CONNECT, OTHER, nothing)
                        .build())
                .status())
        .isEqualTo(Status.MET);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(
            () ->
                new RelativeLatencyObjective(
                    "x", "x", Phase.CONNECT, SAME, OTHER, 0.9, Duration.ZERO))
        .hasMessage("x.maxRatio must be at least 1, got: 0.9");
    assertThatThrownBy(
            () ->
                new RelativeLatencyObjective(
                    "x", "x", Phase.CONNECT, SAME, SAME, 1.1, Duration.ZERO))
        .hasMessageContaining("got twice: place=same");
    assertThatThrownBy(
            () ->
                new RelativeLatencyObjective(
                    "x", "x", Phase.CONNECT, SAME, OTHER, 1.1, Duration.ofMillis(-1)))
        .hasMessageContaining("x.floor must not be negative");
  }

  private static RelativeLatencyObjective objective(long floorMicros) {
    return new RelativeLatencyObjective(
        "other-place",
        "Return from another place",
        Phase.CONNECT,
        SAME,
        OTHER,
        1.1,
        Duration.ofNanos(floorMicros * 1_000));
  }

  /** Times spread evenly over half to one and a half of the median. */
  private static RunRecord run(int seed, long medianMicros, double ratio, int count) {
    Random random = new Random(seed);
    return RunBuilder.run()
        .latency(Phase.CONNECT, SAME, times(random, medianMicros, count))
        .latency(Phase.CONNECT, OTHER, times(random, Math.round(medianMicros * ratio), count))
        .build();
  }

  private static long[] times(Random random, long medianMicros, int count) {
    return LongStream.range(0, count)
        .map(each -> medianMicros / 2 + random.nextInt((int) medianMicros))
        .toArray();
  }
}
