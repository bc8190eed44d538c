package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.MalformedSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;

/**
 * Broken payloads on a connection that has a context to lose: nine kinds of broken JSON, deep
 * nesting, too large, a bombardment. Each is refused, the connection stays, and all that is owed is
 * there after; only a monstrous one ends the connection.
 */
public final class MalformedScenario {

  private MalformedScenario() {}

  /** In turn every kind, a bombardment, and one that ends the connection; back, judged. */
  public static ScenarioBuilder of(RunContext runContext, MalformedSteps malformed) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    DisruptionSteps disruptions = new DisruptionSteps(runContext);
    ChainBuilder refused =
        malformed
            .everyKind()
            .exec(malformed.bombard())
            .exec(new ReturnSteps(runContext).loseAndReturn());
    ChainBuilder ended =
        disruptions
            .expectDisruption()
            .exec(malformed.sendMonster())
            .exec(disruptions.notice())
            .exec(disruptions.returnAndVerify());
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.MALFORMED.id()),
            user -> each(load.cycles(), at -> soon.by(at % 4 == 3 ? Loss.TOO_LARGE : Loss.CLOSE)),
            new Pacing(load.pace()),
            nothing(),
            doIfOrElse(
                    (Session session) ->
                        ReturnSteps.plannedLoss(session).equals(Loss.TOO_LARGE.id()))
                .then(ended)
                .orElse(refused)
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
