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

class PerCycleObjectiveTest {

  @Test
  void isMetByCyclesThatStayAlike() {
    ObjectiveResult result = objective(0).judge(run(42, 10, 100_000, 0, 2_000));

    assertThat(result.status()).isEqualTo(Status.MET);
    assertThat(result.required()).isEqualTo("< 2 % a cycle, or < 0 ms");
    assertThat(result.measured()).contains("over 10 cycles");
  }

  @Test
  void isMissedByCyclesThatSurelyGetSlower() {
    assertThat(objective(100).judge(run(42, 10, 100_000, 0.05, 2_000)).status())
        .isEqualTo(Status.MISSED);
  }

  @Test
  void theSlowTimesOfProcessesThatHaveJustBegunHideNoGrowth() {
    long[] medians =
        LongStream.range(0, 40)
            .map(cycle -> cycle < 4 ? 200_000 : Math.round(10_000 * (1 + 0.05 * cycle)))
            .toArray();

    assertThat(objective(100).judge(run(42, medians, 500)).status()).isEqualTo(Status.MISSED);
  }

  @Test
  void isNotProvenByFewAndScatteredTimes() {
    assertThat(objective(0).judge(run(7, 10, 100_000, 0.02, 30)).status())
        .isEqualTo(Status.NOT_PROVEN);
  }

  @Test
  void growthJustAtTheLimitIsHardlyEverMetOrMissedByChance() {
    int decided = 0;
    for (int seed = 0; seed < 300; seed++) {
      Status status = objective(0).judge(run(seed, 10, 100_000, 0.02, 50)).status();
      decided += status == Status.NOT_PROVEN ? 0 : 1;
    }

    assertThat(decided / 300.0).isLessThan(0.1);
  }

  @Test
  void isNotProvenByFewCycles() {
    ObjectiveResult result = objective(0).judge(run(42, 5, 100_000, 0, 2_000));

    assertThat(result.status()).isEqualTo(Status.NOT_PROVEN);
    assertThat(result.why()).contains("six are enough at 95 %");
  }

  @Test
  void isMetBelowTheFloorAndSaysSo() {
    ObjectiveResult result = objective(100).judge(run(42, 10, 500, 0.05, 2_000));

    assertThat(result.status()).isEqualTo(Status.MET);
    assertThat(result.why()).endsWith("a cycle, below the floor of 100 µs");
  }

  @Test
  void isNeverMetByNothingAndLeavesOutWhatIsNoCycle() {
    RunRecord noCycle =
        RunBuilder.run()
            .latency(Phase.CONNECT, new Cohort("cycle", "10+"), 10)
            .latency(Phase.RESTORE, new Cohort("cycle", "1"), 10)
            .latency(Phase.CONNECT, new Cohort("gap", "1"), 10)
            .build();

    assertThat(objective(0).judge(noCycle).status()).isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(
            () -> new PerCycleObjective("x", "x", Phase.CONNECT, "cycle", 0, Duration.ZERO))
        .hasMessage("x.maxGrowth must be positive, got: 0.0");
    assertThatThrownBy(
            () ->
                new PerCycleObjective(
                    "x", "x", Phase.CONNECT, "cycle", 0.02, Duration.ofMillis(-1)))
        .hasMessageContaining("x.floor must not be negative");
  }

  private static PerCycleObjective objective(long floorMicros) {
    return new PerCycleObjective(
        "connect-per-cycle",
        "Connecting again and again",
        Phase.CONNECT,
        "cycle",
        0.02,
        Duration.ofNanos(floorMicros * 1_000));
  }

  private static RunRecord run(int seed, int cycles, long medianMicros, double growth, int count) {
    return run(
        seed,
        LongStream.range(0, cycles)
            .map(cycle -> Math.round(medianMicros * (1 + growth * cycle)))
            .toArray(),
        count);
  }

  private static RunRecord run(int seed, long[] medians, int count) {
    Random random = new Random(seed);
    RunBuilder run = RunBuilder.run();
    for (int cycle = 0; cycle < medians.length; cycle++) {
      long median = medians[cycle];
      long[] times =
          LongStream.range(0, count)
              .map(each -> median / 2 + random.nextInt((int) median))
              .toArray();
      run.latency(Phase.CONNECT, new Cohort("cycle", String.valueOf(cycle + 1)), times);
    }
    return run.build();
  }
}
