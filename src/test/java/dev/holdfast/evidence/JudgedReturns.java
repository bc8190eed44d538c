package dev.holdfast.evidence;

import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.JudgedReturn;

/** Returns that count in no cohort of their own, and that nobody tells in full. */
final class JudgedReturns {

  private JudgedReturns() {}

  static JudgedReturn of(Reconnection came, Judgement judgement) {
    return JudgedReturn.counted(
            Cohorts.all(),
            judgement,
            () -> {
              throw new AssertionError("evidence is all that there is of it");
            })
        .after(came);
  }
}
