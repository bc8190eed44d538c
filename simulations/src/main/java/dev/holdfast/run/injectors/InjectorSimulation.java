package dev.holdfast.run.injectors;

import io.gatling.javaapi.core.Simulation;

/**
 * One of several injectors of a capacity run. Started by that run, which tells it what to do; not
 * for people.
 */
public final class InjectorSimulation extends Simulation {

  /** Built by Gatling. */
  public InjectorSimulation() {
    InjectorRun run = InjectorRun.called();
    setUp(run.population()).protocols(run.protocol());
  }
}
