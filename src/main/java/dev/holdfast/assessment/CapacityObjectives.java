package dev.holdfast.assessment;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.LevelVerdict;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.NoAnomalyObjective;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.plan.GeneratorLimits;
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

  /** One session in so many has its evidence kept. */
  public static final int EVIDENCE_ONE_IN = 10;

  private static final Duration NO_LIMIT = Duration.ofHours(1);

  private CapacityObjectives() {}

  /** What every capacity run promises, whatever it searches. */
  public static List<RecordedObjective> always() {
    return List.of(NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT));
  }

  /** The searches of that plan. */
  public static List<CapacityPromise> of(RunPlan plan) {
    return plan.searches().searches().stream()
        .map(search -> new CapacityPromise(search.kind(), search.required()))
        .toList();
  }

  /** The rules by which such a run is valid: each level has those of its own. */
  public static ValidityRules rules(GeneratorLimits limits) {
    return new ValidityRules(NO_LIMIT, NO_LIMIT, 0, 0, limits.clockStep());
  }

  /**
   * The verdict of a recorded run.
   *
   * @param promised the searches that were planned
   * @param always what is promised beside them
   * @param searches what was measured; a search that is missing measured nothing
   */
  public static Assessment assess(
      List<CapacityPromise> promised,
      List<RecordedObjective> always,
      ValidityRules rules,
      RunRecord run,
      List<RecordedSearch> searches) {
    List<Objective> objectives = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (CapacityPromise planned : promised) {
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
    objectives.addAll(always);
    return new Assessor(objectives, rules).assess(run).invalidFor(unknown);
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
