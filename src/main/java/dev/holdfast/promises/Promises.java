package dev.holdfast.promises;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.CapacityPromise;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.soak.SoakPromise;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run promises, decided once, before its first user, and recorded with it.
 *
 * @param kind of run
 * @param scenarios that it plays, by their ids; empty where a run has none
 * @param policy by which each return is judged, at the run's time scale
 * @param validity the rules by which the run can say anything
 * @param objectives in the order in which they are reported; at least one
 * @param soak what is promised of the course of a soak; null of any other run
 * @param searches what a capacity run looks for; empty of any other run
 * @param injectors processes that make the load, each with a recording of its own; at least 1
 * @param evidenceShare the part of the sessions whose evidence is kept, above 0 to 1; less than 1
 *     only where a run is too long to keep all
 */
public record Promises(
    PromisedRun kind,
    List<String> scenarios,
    ContinuityPolicy policy,
    ValidityRules validity,
    List<RecordedObjective> objectives,
    @Nullable SoakPromise soak,
    List<CapacityPromise> searches,
    int injectors,
    double evidenceShare) {

  /** Refuses promises that do not fit their kind of run. */
  public Promises {
    scenarios = List.copyOf(scenarios);
    objectives = List.copyOf(objectives);
    searches = List.copyOf(searches);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("promises must have at least one objective, got: none");
    }
    if ((kind == PromisedRun.SOAK) != (soak != null)) {
      throw new IllegalArgumentException(
          "promises of a course must be those of a soak, got: " + soak + " of " + kind);
    }
    if (injectors < 1) {
      throw new IllegalArgumentException("injectors must be at least 1, got: " + injectors);
    }
    if (!(evidenceShare > 0 && evidenceShare <= 1)) {
      throw new IllegalArgumentException(
          "evidenceShare must be above 0, at most 1, got: " + evidenceShare);
    }
  }

  /** What a run of that kind and plan promises. */
  public static Promises of(PromisedRun kind, RunPlan plan) {
    Terms terms = kind.terms(plan);
    return new Promises(
        kind,
        kind.scenarios(plan),
        plan.policy(),
        terms.validity(),
        terms.objectives(),
        terms.soak(),
        terms.searches(),
        // Injectors on other machines tell the run, which records what they did as its own.
        plan.fleet().isOn() ? 1 : kind.injectors(plan),
        kind.evidenceShare(plan));
  }

  /**
   * The verdict of a recorded run by these promises; INVALID if its recording is not whole.
   *
   * @param runFolder holds what is too large for the record, such as the histograms over time
   */
  public Assessment assess(RunRecord run, Path runFolder) {
    return kind.assess(new Terms(validity, objectives, soak, searches), run, runFolder)
        .invalidFor(new WholeRecording(injectors).missing(run, runFolder));
  }
}
