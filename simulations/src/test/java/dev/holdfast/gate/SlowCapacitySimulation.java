package dev.holdfast.gate;

import dev.holdfast.run.GateRun;
import dev.holdfast.run.GateSetUp;
import dev.holdfast.run.RunKind;
import io.gatling.javaapi.core.Simulation;

/** A capacity run whose event loops stand still again and again. */
public final class SlowCapacitySimulation extends Simulation {

  /** Built by Gatling. */
  public SlowCapacitySimulation() {
    GateRun run = GateRun.prepareOrExit(RunKind.CAPACITY);
    GateSetUp setUp = new GateSetUp(run);
    setUp(Sabotage.STALLED_THROUGHOUT.applied(run, setUp.populations()))
        .protocols(setUp.protocol())
        .assertions(setUp.assertions());
  }
}
