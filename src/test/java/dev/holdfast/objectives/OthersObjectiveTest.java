package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.RunEvent;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import org.junit.jupiter.api.Test;

class OthersObjectiveTest {

  private static final OthersObjective NEARLY_ALL = new OthersObjective(0.99);

  @Test
  void isMissedWhereOthersAreRefusedAndTellsWhy() {
    ObjectiveResult result =
        NEARLY_ALL.judge(
            run().judged(10, 0).event(RunEvent.OTHER_SPOKE, 98).event(refused(), 2).build());

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).isEqualTo("98 of 100; refused: 2 × status 503");
  }

  @Test
  void isMetByItsShareAndNeverByNothing() {
    assertThat(
            NEARLY_ALL
                .judge(
                    run().judged(10, 0).event(RunEvent.OTHER_SPOKE, 99).event(refused(), 1).build())
                .status())
        .isEqualTo(Status.MET);
    assertThat(NEARLY_ALL.judge(run().judged(10, 0).build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesAPromiseThatEverythingKeeps() {
    assertThatThrownBy(() -> new OthersObjective(0)).hasMessageContaining("above 0");
  }

  private static String refused() {
    return RunRecord.detailed(RunEvent.OTHER_REFUSED, "status 503");
  }
}
