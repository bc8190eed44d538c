package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static dev.holdfast.scenarios.ReconnectPlans.nothing;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.plan.BackendPlan;
import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.SessionProbe;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * The server's heartbeat: it must find a client that is gone without a word within its interval and
 * its timeout, and close its connection; it must leave one alone that is merely quiet.
 */
public final class HeartbeatScenario {

  /** Time in which the server closes what it has found dead, without an answer. */
  private static final Duration CLOSING = Duration.ofSeconds(6);

  private static final Duration SLACK = Duration.ofSeconds(1);

  private HeartbeatScenario() {}

  /**
   * In turn a zombie and a quiet client; both come back and are judged.
   *
   * @param probe looks into the backend, where it can be looked into
   */
  public static ScenarioBuilder of(RunContext runContext, Optional<SessionProbe> probe) {
    var load = runContext.plan().load();
    BackendPlan backend = runContext.plan().backend();
    Duration patience = backend.heartbeatInterval().plus(backend.heartbeatTimeout());
    Duration limit = patience.plus(CLOSING);
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    PlannedReturn later = PlannedReturn.after(limit);
    DisruptionSteps disruptions = new DisruptionSteps(runContext);
    ChainBuilder zombie =
        disruptions
            .disrupt()
            .exec(probe.map(each -> each.mustBeFoundDeadWithin(limit)).orElse(nothing()))
            .exec(disruptions.returnAndVerify());
    ChainBuilder quiet =
        exec(pause(patience.plus(SLACK)))
            .exec(probe.map(SessionProbe::mustBeConnected).orElse(nothing()))
            .exec(new ReturnSteps(runContext).loseAndReturn());
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.HEARTBEAT.id()),
            user ->
                each(
                    Math.max(2, load.cycles() / 2),
                    at -> (user + at) % 2 == 0 ? later.by(Loss.BLACK_HOLE) : soon),
            new Pacing(load.pace().multipliedBy(2)),
            nothing(),
            doIfOrElse(
                    (Session session) ->
                        ReturnSteps.plannedLoss(session).equals(Loss.BLACK_HOLE.id()))
                .then(zombie)
                .orElse(quiet)
                .exec(new ConversationSteps(runContext).converse()),
            nothing());
  }
}
