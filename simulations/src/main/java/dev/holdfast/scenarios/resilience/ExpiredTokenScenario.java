package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.untilAllAreThere;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.steps.tokens.TokenSteps;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A token runs out while its connection is open: the server ends the connection, refuses the token
 * at once and without grace, and lets the session in again with a new one.
 */
public final class ExpiredTokenScenario {

  private static final long LIFE_SECONDS = 4;

  private ExpiredTokenScenario() {}

  /** Closed by the server, refused, renewed, back, judged, and another turn. */
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    Duration gap = load.scaled(runContext.plan().resilience().gap());
    PlannedReturn back = PlannedReturn.after(gap).by(Loss.TOKEN_EXPIRED);
    DisruptionSteps disruptions = new DisruptionSteps(runContext);
    TokenSteps tokens = new TokenSteps(runContext, checks);
    return new ScenarioTemplate(runContext)
        .lived(
            ResilienceScenario.EXPIRED_TOKEN.id(),
            new SessionSteps(runContext)
                .openSession(
                    ScenarioMetadata.named(ResilienceScenario.EXPIRED_TOKEN.id()),
                    user -> List.of(back.unentitled(), back),
                    OptionalLong.of(LIFE_SECONDS)),
            disruptions
                .expectDisruption()
                .exec(disruptions.notice())
                .exec(tokens.returnWithExpiredToken(Duration.ofSeconds(LIFE_SECONDS)))
                .exec(tokens.refresh())
                .exec(new ReturnSteps(runContext).loseAndReturn())
                .exec(new ConversationSteps(runContext).converse())
                .exec(untilAllAreThere(runContext)));
  }
}
