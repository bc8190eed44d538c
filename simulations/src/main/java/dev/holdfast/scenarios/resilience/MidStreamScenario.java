package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ReconnectPlans;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.StreamChecks;
import dev.holdfast.steps.StreamSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cut in the middle of a streamed answer about a text, a JSON document, a multipart one, at the
 * first piece or ever later; in every third round two answers are on their way. What was shown must
 * be the beginning of what is there after, and the client asks for the rest: joined, both must be
 * the answer. One session has a context of two mebibytes and an answer of half a mebibyte.
 */
public final class MidStreamScenario {

  private static final String LARGE = "large-answer-is-due";

  /** The server sees every other one at once, and not the ones between. */
  private static final List<Loss> ROUND =
      List.of(Loss.RESET, Loss.CLIENT_VANISHES, Loss.SERVER_VANISHES, Loss.BLACK_HOLE);

  private MidStreamScenario() {}

  /** Cut while answers stream, away, back, judged, the rest of the answers, another turn. */
  public static ScenarioBuilder of(RunContext runContext, StreamChecks checks) {
    var load = runContext.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(runContext.plan().resilience().gap()));
    ConversationSteps conversations = new ConversationSteps(runContext);
    StreamSteps streams = new StreamSteps(runContext, checks);
    AtomicBoolean large = new AtomicBoolean();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioMetadata.named(ResilienceScenario.MID_STREAM.id()),
            user -> each(load.cycles(), at -> soon.by(ROUND.get((user + at) % ROUND.size()))),
            new Pacing(load.pace()),
            streams
                .learn()
                .exec(
                    doIf((Session session) -> large.compareAndSet(false, true))
                        .then(
                            conversations
                                .sayOneMebibyte()
                                .exec(session -> session.set(LARGE, true)))),
            doIfOrElse((Session session) -> session.contains(LARGE))
                .then(streams.streamLargeUntilCut().exec(session -> session.remove(LARGE)))
                .orElse(streams.streamUntilCut())
                .exec(new DisruptionSteps(runContext).loseAndReturn())
                .exec(streams.resume())
                .exec(conversations.converse())
                .exec(streams.verify()),
            ReconnectPlans.nothing());
  }
}
