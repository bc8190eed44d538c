package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.OLD_SOCKET;
import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.dialect.Capability;
import dev.holdfast.plan.BackOff;
import dev.holdfast.plan.BackOffPlan;
import dev.holdfast.plan.Loss;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.connection.HistorySteps;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/** How each loss is played: from the connection that is lost to the return that is judged. */
public final class LossPlay {

  private static final int REFUSALS = 2;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration SIGN_OF_LIFE = Duration.ofMillis(250);

  private final RunContext runContext;
  private final ReturnSteps returns;
  private final DisruptionSteps disruptions;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final Frames frames;
  private final HistorySteps history;

  /**
   * Plays losses of users of that run.
   *
   * @param returns how they come back
   */
  public LossPlay(RunContext runContext, ReturnSteps returns) {
    this.runContext = runContext;
    this.returns = returns;
    this.disruptions = new DisruptionSteps(runContext);
    this.connections = new ConnectionSteps(runContext);
    this.conversations = new ConversationSteps(runContext);
    this.frames = Frames.of(runContext);
    this.history = new HistorySteps(runContext);
  }

  /**
   * Lost in that way, away for the planned gap, back, judged.
   *
   * @throws IllegalArgumentException if it is the backend that ends the connection
   */
  public ChainBuilder of(Loss loss) {
    if (loss.strike().isPresent()) {
      return disruptions.loseAndReturn(returns);
    }
    return switch (loss.act()) {
      case CLOSE -> returns.loseAndReturn();
      case CLOSE_MID_TURN -> conversations.sayUntilAcked().exec(returns.loseAndReturn());
      case CLOSE_UNACKED -> conversations.sayWithoutWaiting().exec(returns.loseAndReturn());
      case MEET_REFUSALS -> returnAfterRefusals();
      case MEET_SILENCE -> returnAfterSilence();
      case MEET_DYING_SERVER -> returnAfterServerGone();
      case HAND_OVER -> handOver();
      case BE_RACED -> returnAfterRace();
      case BE_INTRUDED_UPON -> returns.intrude();
      case NONE ->
          throw new IllegalArgumentException(
              loss.id() + " is played by the scenario in which the backend ends the connection");
    };
  }

  /** The first attempts meet a port where nobody listens; the client backs off, then succeeds. */
  private ChainBuilder returnAfterRefusals() {
    ChainBuilder chain = returns.disrupt().exec(returns.stayAway());
    BackOffPlan backOff =
        new BackOffPlan(
            BackOff.EXPONENTIAL,
            runContext.plan().load().scaled(FIRST_WAIT),
            runContext.plan().load().scaled(LONGEST_WAIT));
    for (int i = 0; i < REFUSALS; i++) {
      int refused = i;
      chain =
          chain
              .exec(inTheWay(WantedFailures.REFUSED, runContext.listeners().refusedUrl()))
              .exec(pause(session -> backOff.delay(refused, VirtualUser.of(session).random())));
    }
    return chain.exec(connections.reconnect()).exec(returns.verifyContext());
  }

  /** The first attempt is let in by something that never greets; the client gives up on it. */
  private ChainBuilder returnAfterSilence() {
    return returns
        .disrupt()
        .exec(returns.stayAway())
        .exec(openMute(WantedFailures.SILENT))
        .exec(connections.close(WantedFailures.GIVEN_UP))
        .exec(session -> session.remove(SOCKET).markAsSucceeded())
        .exec(connections.reconnect())
        .exec(returns.verifyContext());
  }

  /** The first attempt opens a connection whose server dies with the first request. */
  private ChainBuilder returnAfterServerGone() {
    return returns
        .disrupt()
        .exec(returns.stayAway())
        .exec(openMute(WantedFailures.GOING))
        .exec(
            frames.ask(
                "request to a server that goes",
                history::anything,
                runContext.plan().patience().answer(),
                frames.any(WantedFailures.ASKED_OF_GOING)))
        .exec(session -> session.remove(SOCKET).markAsSucceeded())
        .exec(connections.reconnect())
        .exec(returns.verifyContext());
  }

  /**
   * Others race for the session while its client is there, so that it is never without a connection
   * and they are told of no gap; then the client comes back.
   */
  private ChainBuilder returnAfterRace() {
    return LossSteps.begin()
        .exec(
            doIf((Session session) -> SocketState.isOpen(session, SOCKET))
                .then(Frames.drain().exec(new RaceSteps(runContext).race())))
        .exec(connections.close())
        .exec(LossSteps.unnoticed())
        .exec(Session::markAsSucceeded)
        .exec(connections.reconnect())
        .exec(returns.verifyContext());
  }

  /**
   * A second connection takes the session over; what is sent on the first must not be served. Where
   * nothing can be sent that a server answers, nobody looks.
   */
  private ChainBuilder handOver() {
    return LossSteps.begin()
        .exec(Frames.drain())
        .exec(connections.keepAsOld())
        .exec(ReturnSteps.moveIfPlanned())
        .exec(LossSteps.unnoticed())
        .exec(connections.reconnect())
        .exec(
            runContext.dialect().states(Capability.PING)
                ? exec(sendOnOld())
                : exec(session -> session))
        .exec(session -> session.remove(OLD_SOCKET).markAsSucceeded())
        .exec(returns.verifyContext());
  }

  private ActionBuilder sendOnOld() {
    return frames.ask(
        WantedFailures.SENT_TOO_LATE,
        OLD_SOCKET,
        user -> user.returnAttempt().old().ping(),
        SIGN_OF_LIFE,
        frames.signOfLife(WantedFailures.TAKEN_OVER));
  }

  private ChainBuilder inTheWay(String name, String url) {
    return connections.attempt(name, name + " welcomed", session -> url, VirtualUser::token);
  }

  private ChainBuilder openMute(String name) {
    return exec(session -> {
          VirtualUser.of(session).beginAttempt();
          return session;
        })
        .exec(
            ws(name, SOCKET)
                .connect(runContext.listeners().muteUrl())
                .await(SIGN_OF_LIFE)
                .on(frames.any(ConnectionSteps.greeting(name))));
  }
}
