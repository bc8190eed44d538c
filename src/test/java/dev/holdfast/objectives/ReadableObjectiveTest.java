package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import org.junit.jupiter.api.Test;

class ReadableObjectiveTest {

  private static final ReadableObjective ONE_IN_A_THOUSAND = new ReadableObjective(0.001);

  @Test
  void isMissedByMoreThanItsShareAndQuotesAReason() {
    ObjectiveResult result =
        ONE_IN_A_THOUSAND.judge(run().judged(3_000, 0).event(unreadable("seq must be"), 4).build());

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).isEqualTo("4 in 3,000 reconnections; 4 × seq must be");
  }

  @Test
  void isMetByItsShareAndByNone() {
    assertThat(
            ONE_IN_A_THOUSAND
                .judge(run().judged(3_000, 0).event(unreadable("seq must be"), 3).build())
                .status())
        .isEqualTo(Status.MET);
    assertThat(ONE_IN_A_THOUSAND.judge(run().judged(3_000, 0).build()).measured())
        .isEqualTo("none in 3,000 reconnections");
  }

  @Test
  void countsWhatCameThoughNothingWasJudgedAndIsNeverMetByNothing() {
    assertThat(
            ONE_IN_A_THOUSAND
                .judge(run().judged(0, 0).event(unreadable("seq must be"), 1).build())
                .status())
        .isEqualTo(Status.MISSED);
    assertThat(ONE_IN_A_THOUSAND.judge(run().judged(0, 0).build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesAPromiseThatEverythingKeeps() {
    assertThatThrownBy(() -> new ReadableObjective(1)).hasMessageContaining("below 1, got: 1.0");
  }

  private static String unreadable(String reason) {
    return RunRecord.detailed(ReadableObjective.EVENT, reason);
  }
}
