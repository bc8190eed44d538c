package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.steps.CapacitySteps;
import dev.holdfast.steps.load.LoadController;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * Users whose number and pace a search turns up and down: each user opens a session when it is
 * called, returns or has a turn when that is due, and leaves when it is not needed, until the run
 * ends.
 */
public final class CapacityScenario {

  private CapacityScenario() {}

  /** The scenario of all users. */
  public static ScenarioBuilder of(RunContext runContext, LoadController controller) {
    CapacitySteps steps = new CapacitySteps(runContext, controller);
    return scenario("capacity").exec(steps.join()).exec(forever().on(steps.doNext()));
  }
}
