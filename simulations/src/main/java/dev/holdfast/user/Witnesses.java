package dev.holdfast.user;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.measure.Witness;
import java.time.Instant;
import java.util.List;

/** Tells broken returns so that a person can see what happened. */
record Witnesses(String metadata, String session) {

  Witness of(
      ReturnAttempt returnAttempt,
      Reconnection came,
      List<Finding> findings,
      List<String> timeline) {
    return new Witness(
        Instant.now(),
        metadata,
        session,
        came.cycle(),
        returnAttempt.planned().loss().id(),
        returnAttempt.planned().moves() ? "other" : "same",
        told(came.gap()),
        Outcome.BROKEN,
        findings,
        timeline);
  }

  /** What is wrong beside the judgement of the last return. */
  Witness beside(PlannedReturn last, int cycle, List<Finding> findings, List<String> timeline) {
    return new Witness(
        Instant.now(),
        metadata,
        session,
        cycle,
        last.loss().id(),
        last.moves() ? "other" : "same",
        "beside the return",
        Outcome.BROKEN,
        findings,
        timeline);
  }

  Witness never(String reason, List<String> timeline) {
    return new Witness(
        Instant.now(),
        metadata,
        session,
        1,
        "none",
        "same",
        "none",
        Outcome.BROKEN,
        List.of(new Finding(Anomaly.NO_ANSWER, "a planned reconnection", reason)),
        timeline);
  }

  private static String told(Gap gap) {
    return gap.atLeast().toMillis() + " to " + gap.atMost().toMillis() + " ms";
  }
}
