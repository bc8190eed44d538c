package dev.holdfast.run.fleet;

import io.gatling.javaapi.core.Simulation;

/**
 * One of the injectors of a run on several machines. Started by {@code holdfast injector}; not for
 * people.
 */
public final class FleetSimulation extends Simulation {

  /** Built by Gatling. */
  public FleetSimulation() {
    FleetInjectorRun run = FleetInjectorRun.joined();
    setUp(run.populations()).protocols(run.protocol());
  }
}
