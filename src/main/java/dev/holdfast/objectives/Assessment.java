package dev.holdfast.objectives;

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
}
