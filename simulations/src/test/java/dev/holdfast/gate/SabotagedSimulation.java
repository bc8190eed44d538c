package dev.holdfast.gate;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import io.gatling.javaapi.core.Simulation;

/** The release gate with one thing wrong with its generator. */
public final class SabotagedSimulation extends Simulation {

  /** Names the {@link Sabotage}. */
  static final String PROPERTY = "sabotage";

  /** Built by Gatling. */
  public SabotagedSimulation() {
    Sabotage sabotage = Sabotage.valueOf(System.getProperty(PROPERTY));
    Run run = Run.prepareOrExit("SabotagedSimulation", sabotage.wallMillis());
    RunSetUp gate = new RunSetUp(run);
    setUp(sabotage.applied(run, gate.populations()))
        .protocols(gate.protocol())
        .assertions(gate.assertions());
  }
}
