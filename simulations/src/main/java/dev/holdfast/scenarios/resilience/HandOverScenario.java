package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static dev.holdfast.scenarios.ReconnectPlans.repeated;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.LossPlay;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/**
 * A newer connection takes the session over while the old one lives and is spoken on: exactly one
 * of them may be served.
 */
public final class HandOverScenario {

  private HandOverScenario() {}

  /** Taken over from another place, judged, and another turn. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn atOnce = PlannedReturn.after(Duration.ZERO).by(Loss.TAKEN_OVER).moving();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.HAND_OVER.id()),
            user -> repeated(load.cycles(), atOnce),
            new Pacing(load.pace()),
            nothing(),
            new LossPlay(runContext, new ReturnSteps(runContext))
                .of(Loss.TAKEN_OVER)
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
