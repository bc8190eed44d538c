package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
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
  public Assessor(List<Objective> objectives, ValidityRules rules) {
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
    results.stream().filter(result -> !result.met()).map(Assessor::reason).forEach(reasons::add);
    Verdict verdict =
        !invalid.isEmpty() ? Verdict.INVALID : reasons.isEmpty() ? Verdict.PASS : Verdict.FAIL;
    return new Assessment(verdict, reasons, results, continuityLowerBound(run));
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

  private static String reason(ObjectiveResult result) {
    String standing =
        switch (result.standing()) {
          case MET -> "met";
          case MISSED -> "missed";
          case NOT_PROVEN -> "not proven";
          case NOT_MEASURED -> "not measured";
        };
    return result.title()
        + ": "
        + standing
        + ": "
        + result.measured()
        + ", required "
        + result.required()
        + (result.why().isEmpty() ? "" : "; " + result.why());
  }
}
