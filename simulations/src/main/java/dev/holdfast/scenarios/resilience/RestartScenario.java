package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.scenarios.ReconnectPlans;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.BackendSteps;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.WorkSteps;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The backend itself goes, with all its users connected and turns in progress, and comes back on
 * the same store: killed, or drained. All users meet before it goes, so that one event hits all of
 * them; their returns count as one cluster.
 */
public final class RestartScenario {

  /**
   * A run is divided into so many parts: kills and drains take turns at their ends, so that no
   * backend starts while another does.
   */
  private static final int PARTS = 8;

  /**
   * Turns that each user has acknowledged when the backend goes: the agent works them off one by
   * one, so that some are in progress however late the operator hears that all have theirs.
   */
  private static final int TURNS = 5;

  private final RunContext runContext;
  private final ResilienceScenario name;
  private final List<Meeting> meetings;
  private final WorkSteps work;

  /**
   * Where all users and the operator meet for one restart.
   *
   * @param gathered nobody has work in progress yet
   * @param busy everybody has
   */
  public record Meeting(Checkpoint gathered, Checkpoint busy) {}

  /**
   * A scenario of users and of the operator who ends their backend.
   *
   * @param name {@link ResilienceScenario#CRASH} or {@link ResilienceScenario#DRAIN}
   * @param meetings one for each restart
   * @param checks counts the turns that were and were not finished after all
   */
  public RestartScenario(
      RunContext runContext,
      ResilienceScenario name,
      List<Meeting> meetings,
      ServiceChecks checks) {
    this.runContext = runContext;
    this.name = name;
    this.meetings = List.copyOf(meetings);
    this.work = new WorkSteps(runContext, checks);
  }

  /**
   * Meets, gives the agent work, loses the backend, notices, tries until it is back, is judged,
   * gets the answers that were in progress, talks on.
   */
  public ScenarioBuilder users() {
    PlannedReturn back =
        PlannedReturn.after(runContext.plan().load().scaled(runContext.plan().resilience().gap()))
            .by(killed() ? Loss.BACKEND_KILLED : Loss.BACKEND_DRAINED);
    DisruptionSteps disruptions = new DisruptionSteps(runContext);
    ConversationSteps conversations = new ConversationSteps(runContext);
    ChainBuilder steps = ReconnectPlans.nothing();
    for (Meeting meeting : meetings) {
      steps =
          steps
              .exec(meeting.gathered().pass())
              .exec(disruptions.expectDisruption())
              .exec(work.giveWork(TURNS))
              .exec(meeting.busy().arrive())
              .exec(conversations.sayWithoutWaiting())
              .exec(disruptions.notice())
              .exec(disruptions.returnAndVerify())
              .exec(work.verifyWorkIsDone())
              .exec(conversations.converse());
    }
    return new ScenarioTemplate(runContext)
        .lived(
            name.id(),
            new SessionSteps(runContext)
                .openSession(
                    ScenarioMetadata.named(name.id()),
                    user ->
                        each(meetings.size(), at -> back.in("event", name.id() + "-" + (at + 1))),
                    OptionalLong.empty()),
            steps);
  }

  private boolean killed() {
    return name == ResilienceScenario.CRASH;
  }

  /** Meets, ends the backend in the midst of its work, leaves it away, starts it again. */
  public ScenarioBuilder operator(BackendSteps backend) {
    Duration part = runContext.plan().load().duration().dividedBy(PARTS);
    Duration both = part.multipliedBy(2);
    Duration wait = killed() ? part : both;
    ChainBuilder steps = ReconnectPlans.nothing();
    for (Meeting meeting : meetings) {
      steps =
          steps
              .exec(pause(wait))
              .exec(meeting.gathered().pass())
              .exec(meeting.busy().pass())
              .exec(killed() ? backend.crashBackend() : backend.drainBackend())
              .exec(pause(runContext.plan().resilience().downtime()))
              .exec(backend.restartBackend());
      wait = both;
    }
    return scenario(name.id() + "-operator").exec(steps);
  }
}
