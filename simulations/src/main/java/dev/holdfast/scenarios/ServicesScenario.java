package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.each;
import static dev.holdfast.scenarios.Plans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doIf;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.Loss;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.ServiceChecks;
import dev.holdfast.steps.ServiceSteps;
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
  public static ScenarioBuilder of(Bench bench, ServiceChecks checks) {
    var load = bench.plan().load();
    PlannedReturn owner = PlannedReturn.after(load.scaled(bench.plan().gaps().performance()));
    ReturnSteps returns = new ReturnSteps(bench);
    ChainBuilder cycle =
        returns.intrude().exec(doIf(ReturnSteps::hasMore).then(returns.loseAndReturn()));
    return new Life(bench)
        .told(
            ScenarioName.SERVICES,
            user -> each(2 * load.cycles(), at -> at % 2 == 0 ? owner.by(Loss.INTRUDER) : owner),
            new Pacing(load.pace()),
            new ServiceSteps(bench, checks).spoilTokens(),
            cycle,
            nothing());
  }
}
