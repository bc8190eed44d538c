package dev.holdfast.assessment;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.objectives.CountObjective;
import dev.holdfast.objectives.NoAnomalyObjective;
import dev.holdfast.objectives.UsersObjective;
import dev.holdfast.statistics.BinomialBounds;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessorTest {

  private final Assessor assessor =
      new Assessor(
          List.of(
              new ContinuityObjective(0.999, 0.95), NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT)),
          ValidityRules.standard());

  @Test
  void passesWhenEveryObjectiveIsMet() {
    Assessment assessment = assessor.assess(run().judged(3_000, 0).build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.PASS);
    assertThat(assessment.reasons()).isEmpty();
    assertThat(assessment.objectives()).hasSize(2);
    assertThat(assessment.continuityLowerBound()).isCloseTo(0.999, within(0.0001));
  }

  @Test
  void failsWhenOneIsMissed() {
    Assessment assessment =
        assessor.assess(run().judged(30_000, 1).anomaly(Anomaly.FOREIGN_CONTEXT, 1).build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(assessment.reasons())
        .containsExactly("No data of another user: missed, 1 foreign-context");
  }

  @Test
  void failsWhenOneIsNotProven() {
    Assessment assessment = assessor.assess(run().judged(100, 0).build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(assessment.reasons())
        .singleElement()
        .asString()
        .contains(": not proven, 0 failures in 100");
  }

  @Test
  void tellsWhatItDoesNotJudge() {
    assertThat(assessor.assess(run().judged(3_000, 0).build()).notes()).isEmpty();
    assertThat(
            assessor
                .assess(
                    run()
                        .judged(3_000, 0)
                        .environment(NotJudged.KEY, NotJudged.kept(List.of("answers", "expiry")))
                        .build())
                .notes())
        .containsExactly("not judged, since the dialect does not tell it: answers; expiry");
  }

  @Test
  void tellsOfMessagesThatTheTargetDidNotTake() {
    Assessment assessment =
        assessor.assess(
            run()
                .judged(3_000, 0)
                .event("message-refused: too_long", 1_200)
                .event("message-refused: busy", 1)
                .build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.PASS);
    assertThat(assessment.notes())
        .containsExactly(
            "the target refused 1,201 messages (busy 1, too_long 1,200); "
                + "what it refused is not judged");
  }

  @Test
  void isInvalidRatherThanFailedAndStillListsAllObjectives() {
    Assessment assessment =
        assessor.assess(
            run()
                .judged(2_900, 100)
                .anomaly(Anomaly.FOREIGN_CONTEXT, 1)
                .endedBy("SIGTERM")
                .build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(assessment.reasons().get(0))
        .isEqualTo("the run did not come to its planned end: SIGTERM");
    assertThat(assessment.reasons()).hasSize(3);
    assertThat(assessment.objectives()).hasSize(2);
  }

  @Test
  void aRunWithoutATargetGivesThatReasonAndOneLineForAllThatFollows() {
    Assessment assessment =
        assessor.assess(run().judged(0, 0).endedBy("").abort("target never reachable").build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(assessment.reasons())
        .containsExactly("target never reachable", "none of the 2 objectives was measured");
  }

  @Test
  void namesTheFewThatWereNotMeasuredInOneLine() {
    Assessment assessment =
        new Assessor(
                List.of(
                    new UsersObjective(1),
                    new CountObjective("a", "A", "a", 0, 0),
                    new CountObjective("b", "B", "b", 0, 0)),
                ValidityRules.standard())
            .assess(run().judged(3_000, 0).build());

    assertThat(assessment.reasons()).containsExactly("not measured: A; B");
  }

  @Test
  void isInvalidRatherThanPassed() {
    assertThat(assessor.assess(run().judged(3_000, 0).abort("disk full").build()).verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void givesTheBoundThatTheRunAskedForWhenContinuityIsNoObjective() {
    RunRecord run = run().judged(3_000, 0).confidence(0.99).build();

    assertThat(
            new Assessor(List.of(new UsersObjective(1)), ValidityRules.standard())
                .assess(run)
                .continuityLowerBound())
        .isEqualTo(new BinomialBounds(0.99).lower(3_000, 0));
  }

  @Test
  void refusesToJudgeByNothing() {
    assertThatThrownBy(() -> new Assessor(List.of(), ValidityRules.standard()))
        .hasMessageContaining("objectives must be at least one, got: none");
  }
}
