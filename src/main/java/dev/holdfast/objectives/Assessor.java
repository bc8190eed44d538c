package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the verdict of a recorded run. A run that can say nothing is INVALID whatever its figures;
 * else one objective that is not met is enough to FAIL.
 */
public final class Assessor {

  private final List<Objective> objectives;
  private final ValidityRules rules;

  /**
   * Holds runs to these promises.
   *
   * @param objectives in the order in which they are reported; at least one
   * @throws IllegalArgumentException if there is no objective, which every run would meet
   */
  public Assessor(List<? extends Objective> objectives, ValidityRules rules) {
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "objectives must be at least one, got: none, which every run would meet");
    }
    this.objectives = List.copyOf(objectives);
    this.rules = rules;
  }

  /** The verdict, with each objective's result and all that speaks against the run. */
  public Assessment assess(RunRecord run) {
    List<ObjectiveResult> results =
        objectives.stream().map(objective -> objective.judge(run)).toList();
    List<String> invalid = rules.violatedBy(run);
    List<String> reasons = new ArrayList<>(invalid);
    reasons.addAll(unmet(results));
    Verdict verdict =
        !invalid.isEmpty() ? Verdict.INVALID : reasons.isEmpty() ? Verdict.PASS : Verdict.FAIL;
    return new Assessment(verdict, reasons, results, continuityLowerBound(run));
  }

  /** What was missed and what is not proven, one line each; all that was not measured, one line. */
  private static List<String> unmet(List<ObjectiveResult> results) {
    List<String> reasons = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    for (ObjectiveResult result : results) {
      switch (result.standing()) {
        case MET -> {
          // Nothing speaks against the run.
        }
        case MISSED -> reasons.add(reason(result, "missed"));
        case NOT_PROVEN -> reasons.add(reason(result, "not proven"));
        case NOT_MEASURED -> unmeasured.add(result.title());
      }
    }
    if (unmeasured.size() == results.size()) {
      reasons.add("none of the " + unmeasured.size() + " objectives was measured");
    } else if (!unmeasured.isEmpty()) {
      reasons.add("not measured: " + String.join("; ", unmeasured));
    }
    return reasons;
  }

  private double continuityLowerBound(RunRecord run) {
    ContinuityObjective promised =
        objectives.stream()
            .filter(ContinuityObjective.class::isInstance)
            .map(ContinuityObjective.class::cast)
            .findFirst()
            .orElseGet(
                () ->
                    new ContinuityObjective(
                        run.identity().requiredContinuity(), run.identity().confidence()));
    return promised.lowerBound(run);
  }

  /** The ground alone: what was required stands beside each objective. */
  private static String reason(ObjectiveResult result, String told) {
    boolean missed = result.standing() == Standing.MISSED || result.why().isEmpty();
    return result.title() + ": " + told + ", " + (missed ? result.measured() : result.why());
  }
}
