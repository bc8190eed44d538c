package dev.holdfast.run;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Assessment;
import dev.holdfast.objectives.CapacityObjectives;
import dev.holdfast.objectives.RunObjectives;
import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.ConfigurationException;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.report.CapacityReport;
import dev.holdfast.soak.SoakObjectives;
import java.nio.file.Path;

/** The kinds of run: who takes part, with which defaults, held to which promises. */
public enum RunKind {
  /** The release gate. */
  GATE("ReleaseGateSimulation"),
  /** The soak. */
  SOAK(SoakObjectives.SIMULATION),
  /** Lost in every way a network loses you. */
  RESILIENCE(RunObjectives.RESILIENCE),
  /** All sessions dropped at one instant. */
  STORM(RunObjectives.STORM),
  /** The highest load that holds. */
  CAPACITY(CapacityObjectives.SIMULATION);

  private final String simulation;

  RunKind(String simulation) {
    this.simulation = simulation;
  }

  String simulation() {
    return simulation;
  }

  /** Refuses what only another simulation can do. */
  void refuseForeign(RunPlan plan) {
    if (this != CAPACITY && plan.searches().injectors() > 1) {
      throw new ConfigurationException(
          "holdfast.injectors must be 1 in all but "
              + CAPACITY.simulation
              + ", got: "
              + plan.searches().injectors());
    }
  }

  Configuration configuration() {
    return switch (this) {
      case GATE -> Configuration.load();
      case SOAK -> Configuration.loadFor("soak");
      case RESILIENCE -> Configuration.loadFor("resilience");
      case STORM -> Configuration.loadFor("storm");
      case CAPACITY -> Configuration.loadFor("capacity");
    };
  }

  /**
   * Who takes part.
   *
   * @throws NoTargetException if a backend that it needs beside the target cannot be had
   */
  Cast cast(Stage stage) throws NoTargetException {
    return switch (this) {
      case GATE -> new Population(stage);
      case SOAK -> new SoakCast(stage);
      case RESILIENCE -> ResilienceCast.of(stage);
      case STORM -> new StormCast(stage);
      case CAPACITY -> CapacityCast.of(stage);
    };
  }

  /** Holds a recorded run to what it promised. */
  Assessment assess(RunPlan plan, RunRecord run, Path folder) {
    return switch (this) {
      case SOAK -> SoakObjectives.assess(plan, run, folder);
      case CAPACITY -> CapacityObjectives.assess(plan, run, CapacityReport.searches(folder));
      default -> RunObjectives.assessor(simulation, plan).assess(run);
    };
  }
}
