package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static dev.holdfast.scenarios.ReconnectPlans.repeated;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * Agent memory and context are kept: preferences, variables, workflow step and pending steps, tool
 * calls; while each turn changes them.
 */
public final class MemoryScenario {

  private MemoryScenario() {}

  /** Lost by a clean close, away briefly, back, judged, and a turn that changes the memory. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn brief = PlannedReturn.after(load.scaled(runContext.plan().gaps().memory()));
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.MEMORY,
            user -> repeated(load.cycles(), brief),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converseRemembering()),
            nothing());
  }
}
