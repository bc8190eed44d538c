package dev.holdfast.simulations;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import dev.holdfast.run.kinds.RunKind;
import io.gatling.javaapi.core.Simulation;

/**
 * Thousands of sessions dropped at one instant, once for each way in which clients can back off:
 * how long until all are back, how hard the backend is hit, and whether anything is lost.
 *
 * <p>Run by {@code mvn gatling:test
 * -Dgatling.simulationClass=dev.holdfast.simulations.ReconnectStormSimulation}; see {@code
 * docs/resilience.md}.
 */
public final class ReconnectStormSimulation extends Simulation {

  /** Built by Gatling. */
  public ReconnectStormSimulation() {
    RunSetUp run = new RunSetUp(Run.prepareOrExit(RunKind.STORM));
    setUp(run.populations()).protocols(run.protocol()).assertions(run.assertions());
  }
}
