package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.OthersSteps;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.tokens.Renewal;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * What all scenarios have in common: a session, a connection, the established conversation, then
 * the scenario's own cycle for each planned return, and an end in which nothing planned stays
 * unjudged.
 */
public final class ScenarioTemplate {

  private final SessionSteps sessions;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final Renewal renewal;
  private final OthersSteps others;
  private final ChainBuilder arrival;
  private final Duration untilAllAreThere;

  /** Lives of that run. */
  public ScenarioTemplate(RunContext runContext) {
    this(runContext, new ConnectionSteps(runContext).connect());
  }

  private ScenarioTemplate(RunContext runContext, ChainBuilder arrival) {
    this.arrival = arrival;
    // Users who got no session are users all the same: they are there as long as others arrive.
    this.untilAllAreThere =
        runContext.plan().load().ramp().plus(runContext.plan().patience().connect());
    this.sessions = new SessionSteps(runContext);
    this.connections = new ConnectionSteps(runContext);
    this.conversations = new ConversationSteps(runContext);
    this.renewal = new Renewal(runContext);
    this.others = new OthersSteps(runContext);
  }

  /** A template whose users connect however busy their server is. */
  static ScenarioTemplate patient(RunContext runContext) {
    return new ScenarioTemplate(runContext, new ConnectionSteps(runContext).connectWithPatience());
  }

  /**
   * A scenario.
   *
   * @param name of the scenario
   * @param reconnectPlan the returns that a virtual user plans, by its number
   * @param pacing between losses
   * @param prologue once, after the conversation is established
   * @param cycle for each planned return
   * @param epilogue once, before the end
   */
  public ScenarioBuilder told(
      ScenarioName name,
      IntFunction<List<PlannedReturn>> reconnectPlan,
      Pacing pacing,
      ChainBuilder prologue,
      ChainBuilder cycle,
      ChainBuilder epilogue) {
    return told(ScenarioMetadata.of(name), reconnectPlan, pacing, prologue, cycle, epilogue);
  }

  /** The same for a scenario of another simulation. */
  public ScenarioBuilder told(
      ScenarioMetadata metadata,
      IntFunction<List<PlannedReturn>> reconnectPlan,
      Pacing pacing,
      ChainBuilder prologue,
      ChainBuilder cycle,
      ChainBuilder epilogue) {
    return lived(
        metadata.id(),
        sessions.openSession(metadata, reconnectPlan, OptionalLong.empty()),
        prologue
            .exec(
                pacing.untilAllReturned(
                    exec(renewal.whileConnected()).exec(others.whileConnected()).exec(cycle)))
            .exec(epilogue));
  }

  /**
   * A scenario that goes its own way.
   *
   * @param birth opens the session
   * @param rest once the conversation is established
   */
  public ScenarioBuilder lived(String name, ChainBuilder birth, ChainBuilder rest) {
    ChainBuilder life =
        arrival
            .exec(conversations.establishConversation())
            .exec(doIf(ConversationSteps::isEstablished).then(rest))
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
