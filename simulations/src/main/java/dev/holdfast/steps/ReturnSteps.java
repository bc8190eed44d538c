package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.plan.Loss;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.tokens.BadToken;
import dev.holdfast.steps.tokens.Renewal;
import dev.holdfast.user.Place;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.UnaryOperator;

/**
 * Losing the connection as planned, staying away, coming back, and having the restored context
 * judged.
 */
public final class ReturnSteps {

  private final RunContext runContext;
  private final ConnectionSteps connections;
  private final Renewal renewal;
  private final OthersSteps others;
  private final RestoreSteps restores;
  private final UnaryOperator<ChainBuilder> again;

  /** Steps of users of that run, who take a failed attempt for an answer. */
  public ReturnSteps(RunContext runContext) {
    this(runContext, new InjectedOutages(System::nanoTime, 0));
  }

  /** Steps of users of that run, who persevere when something strikes everybody. */
  public ReturnSteps(RunContext runContext, InjectedOutages outages) {
    this.runContext = runContext;
    this.connections = new ConnectionSteps(runContext);
    this.renewal = new Renewal(runContext);
    this.others = new OthersSteps(runContext);
    this.restores = new RestoreSteps(runContext, others);
    this.again = new RetryPolicy(runContext.plan().resilience(), outages)::again;
  }

  /**
   * The whole way: lost by a clean close, away for the planned gap, back (from another place if
   * planned), judged.
   */
  public ChainBuilder loseAndReturn() {
    return disrupt().exec(comeBack());
  }

  /** Away for the planned gap, back, judged. */
  ChainBuilder comeBack() {
    return stayAway().exec(connections.reconnect()).exec(verifyContext());
  }

  /** The connection is lost by a clean close; the planned return has begun. */
  public ChainBuilder disrupt() {
    return LossSteps.begin().exec(connections.close()).exec(LossSteps.done());
  }

  /** Whether the virtual user has another return planned. */
  public static boolean hasMore(Session session) {
    return VirtualUser.of(session).reconnectPlan().hasMore();
  }

  /** How the next planned return loses its connection: the name of a {@link Loss}. */
  public static Object plannedLoss(Session session) {
    return VirtualUser.of(session).reconnectPlan().peek().loss().id();
  }

  /** Away until the intended instant of the return, in another place where that is planned. */
  public ChainBuilder stayAway() {
    return moveIfPlanned()
        .exec(others.whileAway())
        .exec(pause(session -> Pacing.until(renewal.dueBefore(session))))
        .exec(renewal.whileAway())
        .exec(pause(session -> Pacing.until(VirtualUser.of(session).returnAttempt().intended())));
  }

  /**
   * Asks for history and context in full, and for the check that must agree with them; the return
   * is judged when all are there, or patience ends. The restore ends with history and context: the
   * check is asked for last, and is no part of it.
   */
  public ChainBuilder verifyContext() {
    return restores
        .ask()
        .exec(again.apply(connections.reconnect().exec(restores.ask())))
        .exec(others.onceBack())
        .exec(
            session -> {
              VirtualUser.of(session).judge();
              return session.markAsSucceeded();
            });
  }

  /** An intruder tries to come in by a token that is not valid; its refusal is what is judged. */
  public ChainBuilder intrude() {
    return disrupt()
        .exec(moveIfPlanned())
        .exec(
            connections.attempt(
                WantedFailures.INTRUDER, "intruder welcomed", connections::target, this::badToken))
        .exec(connections.close())
        .exec(
            session -> {
              VirtualUser.of(session).judge();
              return session.markAsSucceeded();
            });
  }

  /** The next connection comes from there. */
  public static ChainBuilder settleAt(Place place) {
    return exec(
        session -> {
          VirtualUser.of(session).moveTo(place);
          return session;
        });
  }

  /** The next connection comes from another place where that is planned. */
  static ChainBuilder moveIfPlanned() {
    return exec(
        session -> {
          VirtualUser user = VirtualUser.of(session);
          if (user.returnAttempt().planned().moves()) {
            user.moveTo(user.place().next());
          }
          return session;
        });
  }

  private String badToken(VirtualUser user) {
    int attempt = user.number() + user.reconnectPlan().cycle() / 2;
    return BadToken.ofAttempt(attempt, runContext.tokens(), user.credentials());
  }
}
