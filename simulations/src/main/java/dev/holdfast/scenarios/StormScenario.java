package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.assessment.StormObjectives;
import dev.holdfast.plan.BackOff;
import dev.holdfast.plan.BackOffPlan;
import dev.holdfast.plan.Loss;
import dev.holdfast.plan.StormPlan;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.talk.Variety;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * All sessions are dropped at one instant, once for each way of backing off and round, on the same
 * sessions and by turns, so that the ways can be compared.
 */
public final class StormScenario {

  private static final String NAME = "storm";

  private StormScenario() {}

  /** The storms of a plan, in order. */
  public static List<BackOff> storms(StormPlan plan) {
    List<BackOff> storms = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      storms.addAll(plan.strategies());
    }
    return storms;
  }

  /**
   * Meets all others, is dropped, backs off, comes back, is judged, talks.
   *
   * @param meetings one for each storm; the drop follows
   */
  public static ScenarioBuilder of(RunContext runContext, Storm storm, List<Checkpoint> meetings) {
    StormPlan plan = runContext.plan().storm();
    List<BackOff> storms = storms(plan);
    DisruptionSteps disruptions = new DisruptionSteps(runContext);
    ConversationSteps conversations = new ConversationSteps(runContext);
    ChainBuilder metadata = storm.join();
    for (int i = 0; i < storms.size(); i++) {
      BackOffPlan backOff = plan.backOff().by(storms.get(i));
      metadata =
          metadata
              .exec(meetings.get(i).pass())
              .exec(disruptions.expectDisruption())
              .exec(disruptions.notice())
              .exec(disruptions.returnWithBackOff(backOff))
              .exec(storm.countReturn(storms.get(i).id()))
              .exec(new ReturnSteps(runContext).verifyContext())
              .exec(pause(plan.settle()))
              .exec(conversations.converse());
    }
    return ScenarioTemplate.patient(runContext)
        .lived(
            NAME,
            new SessionSteps(runContext)
                .openSession(
                    ScenarioMetadata.named(NAME).saying(Variety.WORDED),
                    user -> returns(storms),
                    OptionalLong.empty()),
            metadata);
  }

  private static List<PlannedReturn> returns(List<BackOff> storms) {
    List<PlannedReturn> all = new ArrayList<>();
    for (int i = 0; i < storms.size(); i++) {
      all.add(
          PlannedReturn.after(Duration.ZERO)
              .by(Loss.RESET)
              .in(StormObjectives.STRATEGY, storms.get(i).id())
              .in("event", "drop-" + (i + 1)));
    }
    return all;
  }
}
