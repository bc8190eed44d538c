package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.steps.Bench;
import dev.holdfast.steps.CapacitySteps;
import dev.holdfast.steps.Dial;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * A crowd whose number and pace a search turns up and down: each user opens a session when it is
 * called, returns or has a turn when that is due, and leaves when it is not needed, until the run
 * ends.
 */
public final class CapacityScenario {

  private CapacityScenario() {}

  /** The story of everybody in the crowd. */
  public static ScenarioBuilder of(Bench bench, Dial dial) {
    CapacitySteps steps = new CapacitySteps(bench, dial);
    return scenario("capacity").exec(steps.join()).exec(forever().on(steps.doNext()));
  }
}
