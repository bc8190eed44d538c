package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.nothing;
import static dev.holdfast.scenarios.Plans.repeated;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.Loss;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.Story;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/**
 * A newer connection takes the session over while the old one lives and is spoken on: exactly one
 * of them may be served.
 */
public final class HandOverScenario {

  private HandOverScenario() {}

  /** Taken over from another place, judged, and another turn. */
  public static ScenarioBuilder of(Bench bench) {
    var load = bench.plan().load();
    PlannedReturn atOnce = PlannedReturn.after(Duration.ZERO).by(Loss.TAKEN_OVER).moving();
    return new Life(bench)
        .told(
            Story.named(ResilienceScenario.HAND_OVER.id()),
            user -> repeated(load.cycles(), atOnce),
            new Pacing(load.pace()),
            nothing(),
            new ReturnSteps(bench).handOver().exec(new ConversationSteps(bench).converse()),
            nothing());
  }
}
