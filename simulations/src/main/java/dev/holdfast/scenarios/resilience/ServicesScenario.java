package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doIf;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.steps.tokens.ServiceSteps;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * The services themselves: tokens that are tampered with, foreign, unsigned, malformed, expired,
 * superseded or revoked open nothing; introspection tells the truth; the rightful owner still comes
 * in.
 */
public final class ServicesScenario {

  private ServicesScenario() {}

  /** Each return of the owner follows an intruder's attempt, while the owner is away. */
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    PlannedReturn owner = PlannedReturn.after(load.scaled(runContext.plan().gaps().performance()));
    ReturnSteps returns = new ReturnSteps(runContext);
    ChainBuilder cycle =
        returns.intrude().exec(doIf(ReturnSteps::hasMore).then(returns.loseAndReturn()));
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.SERVICES,
            user -> each(2 * load.cycles(), at -> at % 2 == 0 ? owner.by(Loss.INTRUDER) : owner),
            new Pacing(load.pace()),
            new ServiceSteps(runContext, checks).spoilTokens(),
            cycle,
            nothing());
  }
}
