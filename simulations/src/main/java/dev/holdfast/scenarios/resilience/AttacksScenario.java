package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.steps.tokens.ServiceSteps;
import dev.holdfast.user.Place;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * While a session's owner is away, intruders from other places try tokens that are expired,
 * superseded, revoked, tampered with, signed by others or not at all: fifteen times, 50 ms apart.
 * All are refused at once, and the owner comes back undisturbed.
 */
public final class AttacksScenario {

  private static final int ATTEMPTS = 15;
  private static final Duration APART = Duration.ofMillis(50);
  private static final int CYCLES_A_ROUND = 3;

  private AttacksScenario() {}

  /** The owner goes, intruders try, the owner is back, judged. */
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    int rounds = Math.max(1, load.cycles() / CYCLES_A_ROUND);
    PlannedReturn owner = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    ReturnSteps returns = new ReturnSteps(runContext);
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.ATTACKS.id()),
            user -> plan(rounds, owner),
            new Pacing(load.pace().multipliedBy(CYCLES_A_ROUND)),
            new ServiceSteps(runContext, checks).spoilTokens(),
            repeat(ATTEMPTS)
                .on(returns.intrude().exec(pause(APART)))
                .exec(
                    doIf(ReturnSteps::hasMore)
                        .then(ReturnSteps.settleAt(Place.HOME).exec(returns.loseAndReturn()))),
            nothing());
  }

  private static List<PlannedReturn> plan(int rounds, PlannedReturn owner) {
    List<PlannedReturn> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        all.add(owner.moving().by(Loss.INTRUDER));
      }
      all.add(owner);
    }
    return all;
  }
}
