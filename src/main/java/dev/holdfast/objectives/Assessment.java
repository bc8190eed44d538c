package dev.holdfast.objectives;

import java.util.ArrayList;
import java.util.List;

/**
 * A run's verdict with its grounds.
 *
 * @param verdict PASS, FAIL or INVALID
 * @param reasons why it is not PASS: one line each, empty on PASS
 * @param objectives all objectives, in the order of the plan
 * @param continuityLowerBound lower confidence bound of the continuity rate, 0 to 1
 */
public record Assessment(
    Verdict verdict,
    List<String> reasons,
    List<ObjectiveResult> objectives,
    double continuityLowerBound) {

  /** Copies the lists. */
  public Assessment {
    reasons = List.copyOf(reasons);
    objectives = List.copyOf(objectives);
  }

  /**
   * The same where the run can say nothing, for these reasons, which come before those of its own.
   *
   * @param because one sentence each; none leaves the verdict as it is
   */
  public Assessment invalidFor(List<String> because) {
    if (because.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(because);
    all.addAll(reasons);
    return new Assessment(Verdict.INVALID, all, objectives, continuityLowerBound);
  }
}
