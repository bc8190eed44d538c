package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static dev.holdfast.scenarios.ReconnectPlans.repeated;
import static dev.holdfast.scenarios.ReconnectPlans.untilAllAreThere;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.SessionProbe;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection that comes and goes: twenty times 100 ms on and 50 ms off. Every return is judged,
 * and at the end the server must have had no more than one agent at a time.
 */
public final class FlappingScenario {

  private static final int TIMES = 20;
  private static final Duration ON = Duration.ofMillis(100);
  private static final Duration OFF = Duration.ofMillis(50);

  private FlappingScenario() {}

  /**
   * Flaps, then talks on.
   *
   * @param probe looks into the backend at the end, where it can be looked into
   */
  public static ScenarioBuilder of(RunContext runContext, Optional<SessionProbe> probe) {
    ChainBuilder end = new ConversationSteps(runContext).converse();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.FLAPPING.id()),
            user -> repeated(TIMES, PlannedReturn.after(OFF).by(Loss.RESET)),
            new Pacing(ON.plus(OFF)),
            nothing(),
            new DisruptionSteps(runContext).loseAndReturn(),
            probe
                .map(each -> end.exec(each.mustHaveOneOf(TIMES + 1)))
                .orElse(end)
                .exec(untilAllAreThere(runContext)));
  }
}
