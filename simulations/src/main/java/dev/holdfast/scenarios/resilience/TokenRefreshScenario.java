package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static dev.holdfast.scenarios.ReconnectPlans.repeated;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.steps.tokens.TokenSteps;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * A new token on the open connection: the server issues it, the connection takes it, talk goes on,
 * a forged one is refused without harm, and the session comes back with the new one.
 */
public final class TokenRefreshScenario {

  private TokenRefreshScenario() {}

  /** Renewed twice with turns between, a forged one refused, lost, back with the newest, judged. */
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    TokenSteps tokens = new TokenSteps(runContext, checks);
    ConversationSteps conversations = new ConversationSteps(runContext);
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.TOKEN_REFRESH.id()),
            user -> repeated(load.cycles(), soon.by(Loss.RESET)),
            new Pacing(load.pace()),
            nothing(),
            tokens
                .refresh()
                .exec(tokens.bringToken())
                .exec(conversations.converse())
                .exec(tokens.bringForgedToken())
                .exec(tokens.refresh())
                .exec(tokens.bringToken())
                .exec(new DisruptionSteps(runContext).loseAndReturn())
                .exec(conversations.converse()),
            nothing());
  }
}
