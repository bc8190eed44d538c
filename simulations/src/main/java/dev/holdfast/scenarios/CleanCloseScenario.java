package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.nothing;
import static dev.holdfast.scenarios.Plans.repeated;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.Story;
import io.gatling.javaapi.core.ScenarioBuilder;

/** What every backend keeps: a clean close, and a return. All other losses are compared with it. */
public final class CleanCloseScenario {

  private CleanCloseScenario() {}

  /** Lost by a clean close, away, back, judged, and another turn. */
  public static ScenarioBuilder of(Bench bench) {
    var load = bench.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(bench.plan().resilience().gap()));
    return new Life(bench)
        .told(
            Story.named(ResilienceScenario.CLEAN_CLOSE.id()),
            user -> repeated(load.cycles(), soon),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(bench).loseAndReturn().exec(new ConversationSteps(bench).converse()),
            nothing());
  }
}
