package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.objectives.ObjectiveResult.Status;
import org.junit.jupiter.api.Test;

class ContinuityObjectiveTest {

  private final ContinuityObjective threeNines = new ContinuityObjective(0.999, 0.95);

  @Test
  void isMetOnceTheLowerBoundReachesTheRequiredRate() {
    ObjectiveResult result = threeNines.judge(run().judged(2_995, 0).build());

    assertThat(result.status()).isEqualTo(Status.MET);
    assertThat(result.measured()).isEqualTo("100 % of 2,995 (at least 99.9 %)");
    assertThat(result.required()).isEqualTo("≥ 99.9 % at 95 % confidence");
    assertThat(result.why()).isEmpty();
  }

  @Test
  void isNotProvenByOneTooFewAndSaysHowManyAreMissing() {
    ObjectiveResult result = threeNines.judge(run().judged(2_994, 0).build());

    assertThat(result.status()).isEqualTo(Status.NOT_PROVEN);
    assertThat(result.why())
        .isEqualTo(
            "0 failures in 2,994 is not proof of 99.9 %: 1 more without a failure are needed");
  }

  @Test
  void isNotProvenByFiveFailuresInTenThousand() {
    ObjectiveResult result = threeNines.judge(run().judged(9_995, 5).build());

    assertThat(result.status()).isEqualTo(Status.NOT_PROVEN);
    assertThat(result.measured()).startsWith("99.95 % of 10,000 (at least 99.89");
    assertThat(result.why())
        .isEqualTo(
            "5 failures in 10,000 is not proof of 99.9 %: 511 more without a failure are needed");
  }

  @Test
  void isMissedWhenTheObservedRateIsBelow() {
    ObjectiveResult result = threeNines.judge(run().judged(998, 2).build());

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.why()).startsWith("2 failures in 1,000: at most 99.9");
  }

  @Test
  void isNeverMetByNothing() {
    assertThat(threeNines.judge(run().judged(0, 0).build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void countsAnEventThatHitManyAsOne() {
    ObjectiveResult result =
        threeNines.judge(run().judged(4_000, 0).cluster("kill-1", 2_000, 0).build());

    assertThat(result.status()).isEqualTo(Status.NOT_PROVEN);
    assertThat(result.why())
        .contains(": 994 more without a failure are needed")
        .endsWith(
            "2,000 reconnections were hit by 1 event and share its fate:"
                + " all together count as 2,001 independent ones");
  }

  @Test
  void saysWhichClustersAProofRestsOn() {
    ObjectiveResult result =
        threeNines.judge(
            run().judged(8_000, 0).cluster("kill-1", 2_000, 0).cluster("kill-2", 10, 0).build());

    assertThat(result.status()).isEqualTo(Status.MET);
    assertThat(result.why()).startsWith("2,010 reconnections were hit by 2 events");
  }

  @Test
  void neverRoundsUpToAWhole() {
    assertThat(threeNines.judge(run().judged(9_999_999, 1).build()).measured())
        .startsWith("99.99999 % of 10,000,000");
  }

  @Test
  void refusesWhatCouldNeverBeProven() {
    assertThatThrownBy(() -> new ContinuityObjective(1, 0.95))
        .hasMessage(
            "required continuity must be above 0 and below 1 (no number of reconnections proves 1),"
                + " got: 1.0");
    assertThatThrownBy(() -> new ContinuityObjective(0.999, 0.4))
        .hasMessageContaining("confidence must be");
    assertThatThrownBy(() -> new ContinuityObjective(0.999, 0.95, 1.5))
        .hasMessageContaining("assumedCorrelation must be 0 to 1, got: 1.5");
  }
}
