package dev.holdfast.simulations;

import dev.holdfast.run.GateRun;
import dev.holdfast.run.GateSetUp;
import dev.holdfast.run.RunKind;
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
    GateSetUp gate = new GateSetUp(GateRun.prepareOrExit(RunKind.GATE));
    setUp(gate.populations()).protocols(gate.protocol()).assertions(gate.assertions());
  }
}
