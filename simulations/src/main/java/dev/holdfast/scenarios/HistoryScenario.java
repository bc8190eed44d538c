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
 * The conversation history is kept: every message, with its id, role and text, in order, once; and
 * the conversation goes on.
 */
public final class HistoryScenario {

  private HistoryScenario() {}

  /** Lost by a clean close, away briefly, back, judged, and another turn. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn brief = PlannedReturn.after(load.scaled(runContext.plan().gaps().history()));
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.HISTORY,
            user -> repeated(load.cycles(), brief),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
