package dev.holdfast.gate;

import dev.holdfast.run.Run;
import dev.holdfast.run.RunSetUp;
import dev.holdfast.run.kinds.RunKind;
import io.gatling.javaapi.core.Simulation;

/** A capacity run whose event loops stand still again and again. */
public final class SlowCapacitySimulation extends Simulation {

  /** Built by Gatling. */
  public SlowCapacitySimulation() {
    Run run = Run.prepareOrExit(RunKind.CAPACITY);
    RunSetUp setUp = new RunSetUp(run);
    setUp(Sabotage.STALLED_THROUGHOUT.applied(run, setUp.populations()))
        .protocols(setUp.protocol())
        .assertions(setUp.assertions());
  }
}
