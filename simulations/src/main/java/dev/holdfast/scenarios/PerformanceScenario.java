package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.nothing;
import static dev.holdfast.scenarios.Plans.repeated;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ReturnSteps;
import io.gatling.javaapi.core.ScenarioBuilder;

/** Speed at full load: nothing but losing the connection and coming back at once. */
public final class PerformanceScenario {

  private PerformanceScenario() {}

  /** Lost by a clean close, back after the shortest pause, judged. */
  public static ScenarioBuilder of(Bench bench) {
    var load = bench.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(bench.plan().gaps().performance()));
    return new Life(bench)
        .told(
            ScenarioName.PERFORMANCE,
            user -> repeated(load.cycles(), soon),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(bench).loseAndReturn(),
            nothing());
  }
}
