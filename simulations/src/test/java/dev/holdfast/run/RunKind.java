package dev.holdfast.run;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Assessment;
import dev.holdfast.objectives.ReleaseObjectives;
import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.soak.SoakObjectives;
import java.nio.file.Path;

/** The kinds of run: who takes part, with which defaults, held to which promises. */
public enum RunKind {
  /** The release gate. */
  GATE("ReleaseGateSimulation"),
  /** The soak. */
  SOAK(SoakObjectives.SIMULATION);

  private final String simulation;

  RunKind(String simulation) {
    this.simulation = simulation;
  }

  String simulation() {
    return simulation;
  }

  Configuration configuration() {
    return this == SOAK ? Configuration.loadFor("soak") : Configuration.load();
  }

  Cast cast(Stage stage) {
    return this == SOAK ? new SoakCast(stage) : new Population(stage);
  }

  /** Holds a recorded run to what it promised. */
  Assessment assess(RunPlan plan, RunRecord run, Path folder) {
    return this == SOAK
        ? SoakObjectives.assess(plan, run, folder)
        : ReleaseObjectives.assessor(plan).assess(run);
  }
}
