package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static dev.holdfast.scenarios.ReconnectPlans.repeated;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;

/** Speed at full load: nothing but losing the connection and coming back at once. */
public final class PerformanceScenario {

  private PerformanceScenario() {}

  /** Lost by a clean close, back after the shortest pause, judged. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().gaps().performance()));
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.PERFORMANCE,
            user -> repeated(load.cycles(), soon),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(runContext).loseAndReturn(),
            nothing());
  }
}
