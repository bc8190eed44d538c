package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doIf;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.WorkSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;

/**
 * The agent's work and its user's absence: at every other cut a queue of turns is in progress, and
 * must be finished, in order and once; at the others the workflow waits for its user, and must
 * still stand at the same step.
 */
public final class AwayWorkScenario {

  private static final int TURNS = 3;
  private static final int TIMES_THE_GAP = 3;

  private AwayWorkScenario() {}

  /** Lost with or without work in progress, away for longer, back, judged, and the next step. */
  public static ScenarioBuilder of(RunContext runContext, ServiceChecks checks) {
    var load = runContext.plan().load();
    PlannedReturn later =
        PlannedReturn.after(
            load.scaled(runContext.plan().resilience().gap()).multipliedBy(TIMES_THE_GAP));
    WorkSteps work = new WorkSteps(runContext, checks);
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.AWAY_WORK.id()),
            user ->
                each(
                    load.cycles(),
                    at ->
                        (user + at) % 2 == 0
                            ? later.by(Loss.RESET).in("work", "in-progress")
                            : later.by(Loss.CLIENT_VANISHES).in("work", "waiting")),
            new Pacing(load.pace()),
            nothing(),
            doIf((Session session) -> ReturnSteps.plannedLoss(session).equals(Loss.RESET.id()))
                .then(work.giveWork(TURNS))
                .exec(new DisruptionSteps(runContext).loseAndReturn())
                .exec(work.verifyWorkIsDone())
                .exec(new ConversationSteps(runContext).converseRemembering()),
            nothing());
  }
}
