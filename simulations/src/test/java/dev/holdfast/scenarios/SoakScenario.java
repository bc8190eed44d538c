package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.holdfast.plan.Behaviour;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.ConnectionSteps;
import dev.holdfast.steps.ConversationSteps;
import dev.holdfast.steps.Pacing;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.SessionSteps;
import dev.holdfast.steps.SoakSteps;
import dev.holdfast.steps.SoakTime;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Arrays;

/**
 * Hours of sessions: each user has one after another, and in each converses, loses its connection
 * in a mix of ways, comes back, and is judged, until the time is over.
 */
public final class SoakScenario {

  private static final int REFUSALS = 2;

  /** How long a user waits before it asks again for a session that it was not given. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Bench bench;
  private final SoakTime time;
  private final SoakSteps soak;
  private final ReturnSteps returns;

  private SoakScenario(Bench bench, SoakTime time) {
    this.bench = bench;
    this.time = time;
    this.soak = new SoakSteps(bench, time);
    this.returns = new ReturnSteps(bench);
  }

  /**
   * The story.
   *
   * @param left told of each user that has had its last session
   */
  public static ScenarioBuilder of(Bench bench, SoakTime time, Runnable left) {
    return new SoakScenario(bench, time).told(left);
  }

  private ScenarioBuilder told(Runnable left) {
    SessionSteps sessions = new SessionSteps(bench);
    ChainBuilder one =
        soak.openSession()
            .exec(doIf(SessionSteps::isOpen).then(session()))
            .exec(sessions.end())
            .exec(doIf((Session session) -> !SessionSteps.isOpen(session)).then(pause(RETRY)));
    return scenario("soak")
        .exec(asLongAs((Session session) -> !time.isOver()).on(one))
        .exec(
            session -> {
              left.run();
              return session;
            });
  }

  private ChainBuilder session() {
    ConnectionSteps connections = new ConnectionSteps(bench);
    ConversationSteps conversations = new ConversationSteps(bench);
    Pacing pacing = new Pacing(bench.plan().load().pace());
    return connections
        .connect()
        .exec(conversations.establishConversation())
        .exec(pacing.whilst(soak::goesOn, cycle().exec(conversations.converseRemembering())))
        .exec(connections.close());
  }

  private ChainBuilder cycle() {
    return soak.planNext()
        .exec(
            doSwitch(SoakSteps::drawn)
                .on(
                    Arrays.stream(Behaviour.values())
                        .map(behaviour -> onCase(behaviour.id()).then(way(behaviour)))
                        .toList()));
  }

  private ChainBuilder way(Behaviour behaviour) {
    return switch (behaviour) {
      case BRIEF, MEDIUM, EXTENDED, MOVE -> exec(returns.loseAndReturn());
      case MID_TURN -> returns.loseMidTurnAndReturn();
      case UNACKED -> returns.loseUnackedAndReturn();
      case REFUSED -> returns.returnAfterRefusals(REFUSALS);
      case SILENT -> returns.returnAfterSilence();
      case SERVER_GONE -> returns.returnAfterServerGone();
      case TAKEN_OVER -> returns.handOver();
    };
  }
}
