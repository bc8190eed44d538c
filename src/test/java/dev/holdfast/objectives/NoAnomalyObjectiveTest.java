package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoAnomalyObjectiveTest {

  @ParameterizedTest
  @EnumSource(Anomaly.class)
  void isMissedByASingleOne(Anomaly anomaly) {
    ObjectiveResult result =
        NoAnomalyObjective.of(anomaly)
            .judge(run().judged(1_000_000, 1).anomaly(anomaly, 1).build());

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).isEqualTo("1 " + anomaly.id());
    assertThat(result.id()).isEqualTo("no-" + anomaly.id());
  }

  @Test
  void isMissedByOneThatShowedOutsideAnyReconnection() {
    assertThat(
            NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT)
                .judge(run().judged(0, 0).anomaly(Anomaly.FOREIGN_CONTEXT, 2).build())
                .status())
        .isEqualTo(Status.MISSED);
  }

  @Test
  void isMetWhenOnlyOthersShowed() {
    assertThat(
            NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT)
                .judge(run().judged(99, 1).anomaly(Anomaly.LATE_RESTORE, 1).build()))
        .extracting(ObjectiveResult::status, ObjectiveResult::measured)
        .containsExactly(Status.MET, "none in 100 reconnections");
  }

  @Test
  void isNeverMetByNothing() {
    assertThat(NoAnomalyObjective.of(Anomaly.BLOCKED).judge(run().judged(0, 0).build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesAPromiseAboutNothing() {
    assertThatThrownBy(() -> new NoAnomalyObjective(Set.of())).hasMessageContaining("got: none");
  }
}
