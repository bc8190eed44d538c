package dev.holdfast.objectives;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.LevelVerdict;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.continuity.Anomaly;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.plan.LoadSearch;
import dev.holdfast.plan.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a capacity run promises: a confirmed figure for each kind of load that it searched, and that
 * nobody ever saw another user's data, however great the load.
 *
 * <p>Levels at which the generator was the limit are INVALID by themselves, so the run is not for
 * them; it is INVALID if that left a search without any figure.
 */
public final class CapacityObjectives {

  /** The simple name of the simulation that these are the objectives of. */
  public static final String SIMULATION = "CapacitySimulation";

  private static final Duration NO_LIMIT = Duration.ofHours(1);

  private CapacityObjectives() {}

  /**
   * The verdict of a recorded run.
   *
   * @param searches what was measured; a search of the plan that is missing measured nothing
   */
  public static Assessment assess(RunPlan plan, RunRecord run, List<RecordedSearch> searches) {
    List<Objective> objectives = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (LoadSearch planned : plan.searches().searches()) {
      Optional<RecordedSearch> found =
          searches.stream().filter(search -> search.kind() == planned.kind()).findFirst();
      objectives.add(new CapacityObjective(planned.kind(), planned.required(), found));
      if (tellsNothing(found)) {
        unknown.add(
            "no figure for "
                + planned.kind().words()
                + ": "
                + found.map(search -> search.answer().because()).orElse("nothing was measured"));
      }
    }
    objectives.add(NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT));
    ValidityRules rules = new ValidityRules(NO_LIMIT, NO_LIMIT, 0, 0, plan.limits().clockStep(), 1);
    Assessment assessed = new Assessor(objectives, rules).assess(run);
    if (unknown.isEmpty()) {
      return assessed;
    }
    List<String> reasons = new ArrayList<>(unknown);
    reasons.addAll(assessed.reasons());
    return new Assessment(
        Verdict.INVALID, reasons, assessed.objectives(), assessed.continuityLowerBound());
  }

  /** Whether a search neither found a load that holds nor saw the lowest one break. */
  private static boolean tellsNothing(Optional<RecordedSearch> search) {
    if (search.isEmpty()) {
      return true;
    }
    boolean broke =
        search.get().levels().stream().allMatch(level -> level.verdict() == LevelVerdict.BROKE);
    return search.get().answer().kind() == Answer.Kind.NONE && !broke;
  }
}
