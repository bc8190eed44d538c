package dev.holdfast.objectives;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;

/** Whose figure it is, in words. */
final class CohortWords {

  private CohortWords() {}

  /** Such as {@code same place} or {@code brief gap}. */
  static String of(Cohort cohort) {
    return cohort.equals(Cohort.ALL) ? "all" : cohort.value() + " " + cohort.dimension();
  }

  /** That a phase was never timed for a cohort. */
  static String untimed(Phase phase, Cohort cohort) {
    return "no "
        + phase.id()
        + (cohort.equals(Cohort.ALL) ? "" : " of " + of(cohort))
        + " was timed";
  }
}
