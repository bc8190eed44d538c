package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.nothing;
import static dev.holdfast.scenarios.Plans.repeated;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ReturnSteps;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * The conversation history is kept: every message, with its id, role and text, in order, once; and
 * the conversation goes on.
 */
public final class HistoryScenario {

  private HistoryScenario() {}

  /** Lost by a clean close, away briefly, back, judged, and another turn. */
  public static ScenarioBuilder of(Bench bench) {
    var load = bench.plan().load();
    PlannedReturn brief = PlannedReturn.after(load.scaled(bench.plan().gaps().history()));
    return new Life(bench)
        .told(
            ScenarioName.HISTORY,
            user -> repeated(load.cycles(), brief),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(bench).loseAndReturn().exec(new ConversationSteps(bench).converse()),
            nothing());
  }
}
