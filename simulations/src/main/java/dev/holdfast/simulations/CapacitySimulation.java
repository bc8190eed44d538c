package dev.holdfast.simulations;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import dev.holdfast.run.kinds.RunKind;
import io.gatling.javaapi.core.Simulation;

/**
 * Looks for the highest load that the target bears: over concurrent sessions, over reconnections
 * and over turns a second.
 *
 * <p>Run by {@code mvn gatling:test
 * -Dgatling.simulationClass=dev.holdfast.simulations.CapacitySimulation}; see {@code
 * docs/capacity.md}.
 */
public final class CapacitySimulation extends Simulation {

  /** Built by Gatling. */
  public CapacitySimulation() {
    RunSetUp run = new RunSetUp(Run.prepareOrExit(RunKind.CAPACITY));
    setUp(run.populations()).protocols(run.protocol()).assertions(run.assertions());
  }
}
