package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ReconnectPlans;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.Place;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/**
 * A laptop goes from WiFi to cellular to Ethernet: a real cut each time, half of them unnoticed by
 * the server, and a return from another address.
 */
public final class NetworkSwitchScenario {

  /** Time that a device takes to switch. */
  private static final Duration SWITCH = Duration.ofMillis(100);

  private NetworkSwitchScenario() {}

  /** Cut, back from the next network, judged; a turn before and after each. */
  public static ScenarioBuilder of(RunContext runContext) {
    var load = runContext.plan().load();
    PlannedReturn switched = PlannedReturn.after(SWITCH).moving();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.NETWORK_SWITCH.id()),
            user ->
                each(
                    load.cycles(),
                    at -> switched.by((user + at) % 2 == 0 ? Loss.CLIENT_VANISHES : Loss.RESET)),
            new Pacing(load.pace()),
            ReturnSteps.settleAt(Place.WIFI),
            new DisruptionSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converse()),
            ReconnectPlans.nothing());
  }
}
