package dev.holdfast.promises;

import static dev.holdfast.assessment.ReleaseObjectives.rules;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.CapacityObjectives;
import dev.holdfast.assessment.ReleaseObjectives;
import dev.holdfast.assessment.ResilienceObjectives;
import dev.holdfast.assessment.StormObjectives;
import dev.holdfast.lateness.TimedWithin;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.report.capacity.CapacityReport;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.soak.SoakObjectives;
import dev.holdfast.soak.SoakPromise;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * The kinds of run: of each, in this order, the simulation that makes it, the scenarios that it
 * plays, what it is held to, the processes that make its load, the part of its sessions whose
 * evidence is kept, and how its record is judged. What a kind is beyond that, its users, only the
 * simulations know: {@code run.kinds.RunKind} there.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
public enum PromisedRun {
  /** The release gate. */
  GATE(
      "ReleaseGateSimulation",
      plan -> plan.load().scenarios().stream().map(ScenarioName::id).toList(),
      plan -> Terms.of(rules(plan.limits()), ReleaseObjectives.of(plan)),
      plan -> 1,
      plan -> 1,
      PromisedRun::byObjectives),
  /** Lost in every way a network loses you. */
  RESILIENCE(
      "ResilienceSimulation",
      plan -> ResilienceObjectives.played(plan).stream().map(ResilienceScenario::id).toList(),
      plan -> Terms.of(rules(plan.limits()), ResilienceObjectives.of(plan)),
      plan -> 1,
      plan -> 1,
      PromisedRun::byObjectives),
  /** All sessions dropped at one instant. */
  STORM(
      "ReconnectStormSimulation",
      plan -> List.of(),
      plan -> Terms.of(rules(plan.limits()), StormObjectives.of(plan)),
      plan -> 1,
      plan -> 1,
      PromisedRun::byObjectives),
  /** Sessions in a mix of losses for as long as asked. */
  SOAK(
      PartialRun.SIMULATION,
      plan -> List.of(),
      plan ->
          new Terms(rules(plan.limits()), SoakObjectives.of(plan), SoakPromise.of(plan), List.of()),
      plan -> 1,
      plan -> plan.soak().fullShare(),
      (terms, run, folder) ->
          SoakObjectives.assess(
              terms.objectives(),
              terms.validity(),
              Objects.requireNonNull(terms.soak()),
              run,
              folder)),
  /** The highest load that holds. */
  CAPACITY(
      CapacityObjectives.SIMULATION,
      plan -> List.of(),
      plan ->
          new Terms(
              CapacityObjectives.rules(plan.limits()),
              CapacityObjectives.always(),
              null,
              CapacityObjectives.of(plan)),
      plan -> plan.searches().injectors(),
      plan -> 1.0 / CapacityObjectives.EVIDENCE_ONE_IN,
      (terms, run, folder) ->
          CapacityObjectives.assess(
              terms.searches(),
              terms.objectives(),
              terms.validity(),
              run,
              CapacityReport.searches(folder))),
  /** A simulation that a team has written for itself: whatever its users do, they must keep. */
  OWN(
      "",
      plan -> List.of(),
      plan -> Terms.of(rules(plan.limits()), ReleaseObjectives.ofAnyLoad(plan)),
      plan -> 1,
      plan -> 1,
      PromisedRun::byObjectives);

  /** How a record is judged by what its run was held to. */
  @FunctionalInterface
  private interface Judging {
    Assessment assess(Terms terms, RunRecord run, Path runFolder);
  }

  private final String simulation;
  private final Function<RunPlan, List<String>> scenarios;
  private final Function<RunPlan, Terms> terms;
  private final ToIntFunction<RunPlan> injectors;
  private final ToDoubleFunction<RunPlan> evidenceShare;
  private final Judging judging;

  PromisedRun(
      String simulation,
      Function<RunPlan, List<String>> scenarios,
      Function<RunPlan, Terms> terms,
      ToIntFunction<RunPlan> injectors,
      ToDoubleFunction<RunPlan> evidenceShare,
      Judging judging) {
    this.simulation = simulation;
    this.scenarios = scenarios;
    this.terms = terms;
    this.injectors = injectors;
    this.evidenceShare = evidenceShare;
    this.judging = judging;
  }

  /** The simple name of the simulation that makes such runs. */
  public String simulation() {
    return simulation;
  }

  /** The ids of the scenarios that a run of that plan plays; empty where a run has none. */
  List<String> scenarios(RunPlan plan) {
    return scenarios.apply(plan);
  }

  /** What a run of that plan is held to. */
  Terms terms(RunPlan plan) {
    return terms.apply(plan);
  }

  /** How many processes make the load of that plan, each with a recording of its own. */
  public int injectors(RunPlan plan) {
    return injectors.applyAsInt(plan);
  }

  /** The part of the sessions whose evidence is kept, above 0 to 1. */
  double evidenceShare(RunPlan plan) {
    return evidenceShare.applyAsDouble(plan);
  }

  /** The verdict of a recorded run by what it was held to. */
  Assessment assess(Terms held, RunRecord run, Path runFolder) {
    return judging.assess(held, run, runFolder);
  }

  private static Assessment byObjectives(Terms held, RunRecord run, Path runFolder) {
    return new Assessor(held.objectives(), held.validity()).assess(run, TimedWithin.of(runFolder));
  }
}
