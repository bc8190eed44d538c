package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.objectives.ObjectiveResult.Status;
import org.junit.jupiter.api.Test;

class DroppedObjectiveTest {

  private static final DroppedObjective ONE_IN_A_THOUSAND = new DroppedObjective(0.001);

  @Test
  void isMissedByMoreThanItsShare() {
    ObjectiveResult result =
        ONE_IN_A_THOUSAND.judge(run().judged(3_000, 0).event(DroppedObjective.EVENT, 4).build());

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).isEqualTo("4 in 3,000 reconnections");
  }

  @Test
  void isMetByItsShareAndByNone() {
    assertThat(
            ONE_IN_A_THOUSAND
                .judge(run().judged(3_000, 0).event(DroppedObjective.EVENT, 3).build())
                .status())
        .isEqualTo(Status.MET);
    assertThat(ONE_IN_A_THOUSAND.judge(run().judged(3_000, 0).build()).measured())
        .isEqualTo("none in 3,000 reconnections");
  }

  @Test
  void isNeverMetByNothing() {
    assertThat(ONE_IN_A_THOUSAND.judge(run().judged(0, 0).build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesAPromiseThatEverythingKeeps() {
    assertThatThrownBy(() -> new DroppedObjective(1)).hasMessageContaining("below 1, got: 1.0");
  }
}
