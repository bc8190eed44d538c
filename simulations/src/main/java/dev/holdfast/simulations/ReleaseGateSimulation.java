package dev.holdfast.simulations;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import dev.holdfast.run.kinds.RunKind;
import io.gatling.javaapi.core.Simulation;

/**
 * The release gate: thousands of real reconnections, every one judged.
 *
 * <p>Run by {@code mvn gatling:test}; see {@code docs/test-plan.md} for its scenarios and {@code
 * holdfast.conf} for its settings.
 */
public final class ReleaseGateSimulation extends Simulation {

  /** Built by Gatling. */
  public ReleaseGateSimulation() {
    RunSetUp gate = new RunSetUp(Run.prepareOrExit(RunKind.GATE));
    setUp(gate.populations()).protocols(gate.protocol()).assertions(gate.assertions());
  }
}
