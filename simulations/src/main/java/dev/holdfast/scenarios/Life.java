package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConnectionSteps;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.PlannedReturn;
import dev.holdfast.steps.Renewal;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.Story;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * What all stories have in common: a session, a connection, the established conversation, then the
 * story's own cycle for each planned return, and an end in which nothing planned stays unjudged.
 */
public final class Life {

  private final SessionSteps sessions;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final Renewal renewal;
  private final ChainBuilder arrival;
  private final Duration untilAllAreThere;

  /** Lives on that bench. */
  public Life(Bench bench) {
    this(bench, new ConnectionSteps(bench).connect());
  }

  private Life(Bench bench, ChainBuilder arrival) {
    this.arrival = arrival;
    // Users who got no session are users all the same: they are there as long as others arrive.
    this.untilAllAreThere = bench.plan().load().ramp().plus(bench.plan().patience().connect());
    this.sessions = new SessionSteps(bench);
    this.connections = new ConnectionSteps(bench);
    this.conversations = new ConversationSteps(bench);
    this.renewal = new Renewal(bench);
  }

  /** A life that begins however crowded its server is. */
  static Life patient(Bench bench) {
    return new Life(bench, new ConnectionSteps(bench).connectWithPatience());
  }

  /**
   * A story.
   *
   * @param name of the scenario
   * @param itinerary the returns that a virtual user plans, by its number
   * @param pacing between losses
   * @param prologue once, after the conversation is established
   * @param cycle for each planned return
   * @param epilogue once, before the end
   */
  ScenarioBuilder told(
      ScenarioName name,
      IntFunction<List<PlannedReturn>> itinerary,
      Pacing pacing,
      ChainBuilder prologue,
      ChainBuilder cycle,
      ChainBuilder epilogue) {
    return told(Story.of(name), itinerary, pacing, prologue, cycle, epilogue);
  }

  /** The same for a story of another simulation. */
  public ScenarioBuilder told(
      Story story,
      IntFunction<List<PlannedReturn>> itinerary,
      Pacing pacing,
      ChainBuilder prologue,
      ChainBuilder cycle,
      ChainBuilder epilogue) {
    return lived(
        story.id(),
        sessions.openSession(story, itinerary, OptionalLong.empty()),
        prologue
            .exec(pacing.untilAllReturned(exec(renewal.whileConnected()).exec(cycle)))
            .exec(epilogue));
  }

  /**
   * A story that goes its own way.
   *
   * @param birth opens the session
   * @param story once the conversation is established
   */
  ScenarioBuilder lived(String name, ChainBuilder birth, ChainBuilder story) {
    ChainBuilder life =
        arrival
            .exec(conversations.establishConversation())
            .exec(doIf(ConversationSteps::isEstablished).then(story))
            .exec(connections.close());
    return scenario(name)
        .exec(birth)
        .exec(doIf(SessionSteps::isOpen).then(life))
        .exec(
            doIf((Session session) -> !ConversationSteps.isEstablished(session))
                .then(pause(untilAllAreThere)))
        .exec(sessions.end());
  }
}
