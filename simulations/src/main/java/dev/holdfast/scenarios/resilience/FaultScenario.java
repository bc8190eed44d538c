package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connection is struck by one fault of the network a cycle; the client notices, comes back, is
 * judged, and goes on talking.
 */
public final class FaultScenario {

  private FaultScenario() {}

  /** Every fault of an open connection in turn. */
  public static ScenarioBuilder open(RunContext runContext) {
    return of(runContext, ResilienceScenario.FAULTS, Loss.strikes());
  }

  /** Refused, delayed and slow ways back in turn. */
  public static ScenarioBuilder onTheWayBack(RunContext runContext) {
    return of(runContext, ResilienceScenario.HANDSHAKE, Loss.waysBack());
  }

  /** The client is back before the server has noticed that the old connection is dead. */
  public static ScenarioBuilder halfOpen(RunContext runContext) {
    return of(runContext, ResilienceScenario.HALF_OPEN, List.of(Loss.CLIENT_VANISHES));
  }

  private static ScenarioBuilder of(
      RunContext runContext, ResilienceScenario name, List<Loss> round) {
    var load = runContext.plan().load();
    // Dealt over all users, so that as many returns as there are faults show each.
    AtomicInteger dealt = new AtomicInteger();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(name.id()),
            user ->
                each(
                    load.cycles(),
                    at ->
                        soon.by(
                            round.get(
                                load.share().number(dealt.getAndIncrement()) % round.size()))),
            new Pacing(load.pace()),
            nothing(),
            new DisruptionSteps(runContext)
                .loseAndReturn()
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
