package dev.holdfast.simulations;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import dev.holdfast.run.kinds.RunKind;
import io.gatling.javaapi.core.Simulation;

/**
 * A soak: sessions that converse, lose their connections and come back for as long as asked,
 * watched for drift and leaks.
 *
 * <p>Run by {@code mvn gatling:test
 * -Dgatling.simulationClass=dev.holdfast.simulations.SoakSimulation}; see {@code docs/soak.md}.
 */
public final class SoakSimulation extends Simulation {

  /** Built by Gatling. */
  public SoakSimulation() {
    RunSetUp soak = new RunSetUp(Run.prepareOrExit(RunKind.SOAK));
    setUp(soak.populations()).protocols(soak.protocol()).assertions(soak.assertions());
  }
}
