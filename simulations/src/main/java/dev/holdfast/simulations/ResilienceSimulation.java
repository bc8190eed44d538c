package dev.holdfast.simulations;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import dev.holdfast.run.kinds.RunKind;
import io.gatling.javaapi.core.Simulation;

/**
 * Lost in every way a network loses you: faults aimed at single connections, refused ways back,
 * hand-overs, and a backend that crashes or drains; every return is judged.
 *
 * <p>Run by {@code mvn gatling:test
 * -Dgatling.simulationClass=dev.holdfast.simulations.ResilienceSimulation}; see {@code
 * docs/resilience.md}.
 */
public final class ResilienceSimulation extends Simulation {

  /** Built by Gatling. */
  public ResilienceSimulation() {
    RunSetUp run = new RunSetUp(Run.prepareOrExit(RunKind.RESILIENCE));
    setUp(run.populations()).protocols(run.protocol()).assertions(run.assertions());
  }
}
