package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.soak.Behaviour;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.DisruptionSteps;
import dev.holdfast.steps.LossPlay;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.SoakSteps;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.load.SoakTime;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hours of sessions: each user has one after another, and in each converses, loses its connection
 * in a mix of ways, comes back, and is judged, until the time is over.
 */
public final class SoakScenario {

  /** How long a user waits before it asks again for a session that it was not given. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final RunContext runContext;
  private final SoakTime time;
  private final boolean struck;
  private final SoakSteps soak;
  private final ReturnSteps returns;
  private final DisruptionSteps disruptions;
  private final LossPlay losses;

  private SoakScenario(RunContext runContext, SoakTime time, InjectedOutages outages, Storm storm) {
    this.runContext = runContext;
    this.time = time;
    this.struck = !runContext.plan().soak().events().isEmpty();
    this.soak = new SoakSteps(runContext, time, outages, storm);
    this.returns = new ReturnSteps(runContext, outages);
    this.disruptions = new DisruptionSteps(runContext);
    this.losses = new LossPlay(runContext, returns);
  }

  /**
   * The scenario.
   *
   * @param outages what strikes all users at once
   * @param storm finds those who are there
   * @param left told of each user that has had its last session
   */
  public static ScenarioBuilder of(
      RunContext runContext, SoakTime time, InjectedOutages outages, Storm storm, Runnable left) {
    return new SoakScenario(runContext, time, outages, storm).told(left);
  }

  private ScenarioBuilder told(Runnable left) {
    ChainBuilder one =
        soak.openSession()
            .exec(doIf(SessionSteps::isOpen).then(session()))
            .exec(soak.endSession())
            .exec(doIf((Session session) -> !SessionSteps.isOpen(session)).then(pause(RETRY)));
    return scenario("soak")
        .exec(soak.arrive())
        .exec(
            asLongAs((Session session) -> !time.isOver())
                .on(doIfOrElse(soak::isAwake).then(one).orElse(pause(RETRY))))
        .exec(
            session -> {
              left.run();
              return session;
            });
  }

  private ChainBuilder session() {
    ConnectionSteps connections = new ConnectionSteps(runContext);
    return connections
        .connect()
        .exec(
            doIfOrElse(ConnectionSteps::isConnected)
                .then(conversation().exec(connections.close()))
                .orElse(pause(RETRY)));
  }

  private ChainBuilder conversation() {
    ConversationSteps conversations = new ConversationSteps(runContext);
    Duration pace = runContext.plan().load().pace();
    Pacing pacing = struck ? new Pacing(pace, Optional.of(soak::isStruck)) : new Pacing(pace);
    ChainBuilder metadata =
        exec(pacing.whilst(soak::goesOn, cycle().exec(conversations.converseRemembering())));
    return conversations
        .establishConversation()
        .exec(
            doIfOrElse(ConversationSteps::isEstablished).then(metadata).orElse(exec(pause(RETRY))));
  }

  private ChainBuilder cycle() {
    List<Choice.WithKey> ways =
        Stream.concat(
                Stream.of(onCase(SoakSteps.STRUCK).then(disruptions.returnFromStrike(returns))),
                Behaviour.all().stream()
                    .filter(soak::canDraw)
                    .map(
                        behaviour ->
                            onCase(behaviour.id()).then(exec(losses.of(behaviour.loss())))))
            .toList();
    return soak.planNext().exec(doSwitch(SoakSteps::drawn).on(ways));
  }
}
