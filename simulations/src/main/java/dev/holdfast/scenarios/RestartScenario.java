package dev.holdfast.scenarios;

import static dev.holdfast.scenarios.Plans.each;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.steps.BackendSteps;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.Checkpoint;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.Loss;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.ServiceChecks;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.Story;
import dev.holdfast.steps.WorkSteps;
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

  private final Bench bench;
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
   * A story of users and of the operator who ends their backend.
   *
   * @param name {@link ResilienceScenario#CRASH} or {@link ResilienceScenario#DRAIN}
   * @param meetings one for each restart
   * @param checks counts the turns that were and were not finished after all
   */
  public RestartScenario(
      Bench bench, ResilienceScenario name, List<Meeting> meetings, ServiceChecks checks) {
    this.bench = bench;
    this.name = name;
    this.meetings = List.copyOf(meetings);
    this.work = new WorkSteps(bench, checks);
  }

  /**
   * Meets, gives the agent work, loses the backend, notices, tries until it is back, is judged,
   * gets the answers that were in progress, talks on.
   */
  public ScenarioBuilder users() {
    PlannedReturn back =
        PlannedReturn.after(bench.plan().load().scaled(bench.plan().resilience().gap()))
            .by(killed() ? Loss.BACKEND_KILLED : Loss.BACKEND_DRAINED);
    DisruptionSteps disruptions = new DisruptionSteps(bench);
    ConversationSteps conversations = new ConversationSteps(bench);
    ChainBuilder story = Plans.nothing();
    for (Meeting meeting : meetings) {
      story =
          story
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
    return new Life(bench)
        .lived(
            name.id(),
            new SessionSteps(bench)
                .openSession(
                    Story.named(name.id()),
                    user ->
                        each(meetings.size(), at -> back.in("event", name.id() + "-" + (at + 1))),
                    OptionalLong.empty()),
            story);
  }

  private boolean killed() {
    return name == ResilienceScenario.CRASH;
  }

  /** Meets, ends the backend in the midst of its work, leaves it away, starts it again. */
  public ScenarioBuilder operator(BackendSteps backend) {
    Duration part = bench.plan().load().duration().dividedBy(PARTS);
    Duration both = part.multipliedBy(2);
    Duration wait = killed() ? part : both;
    ChainBuilder story = Plans.nothing();
    for (Meeting meeting : meetings) {
      story =
          story
              .exec(pause(wait))
              .exec(meeting.gathered().pass())
              .exec(meeting.busy().pass())
              .exec(killed() ? backend.crashBackend() : backend.drainBackend())
              .exec(pause(bench.plan().resilience().downtime()))
              .exec(backend.restartBackend());
      wait = both;
    }
    return scenario(name.id() + "-operator").exec(story);
  }
}
