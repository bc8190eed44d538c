package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.each;
import static io.gatling.javaapi.core.CoreDsl.doIf;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.Loss;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.Story;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cut in the middle of a streamed answer (text, JSON, multipart): what was shown of it must be the
 * beginning of what is there after, and nothing may be there twice. One session has a context of
 * two mebibytes.
 */
public final class MidStreamScenario {

  private static final int PIECES = 3;
  private static final List<Loss> ROUND =
      List.of(Loss.RESET, Loss.CLIENT_VANISHES, Loss.BLACK_HOLE, Loss.SERVER_VANISHES);

  private MidStreamScenario() {}

  /** Cut while an answer streams, away, back, judged, and another turn. */
  public static ScenarioBuilder of(Bench bench) {
    var load = bench.plan().load();
    PlannedReturn soon = PlannedReturn.after(load.scaled(bench.plan().resilience().gap()));
    ConversationSteps conversations = new ConversationSteps(bench);
    AtomicBoolean large = new AtomicBoolean();
    return new Life(bench)
        .told(
            Story.named(ResilienceScenario.MID_STREAM.id()),
            user -> each(load.cycles(), at -> soon.by(ROUND.get((user + at) % ROUND.size()))),
            new Pacing(load.pace()),
            doIf((Session session) -> large.compareAndSet(false, true))
                .then(conversations.sayTwoMebibytes()),
            conversations
                .streamDocument(PIECES)
                .exec(new DisruptionSteps(bench).loseAndReturn())
                .exec(conversations.converse()),
            Plans.nothing());
  }
}
