package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.dialect.Capability;
import dev.holdfast.faults.Fault;
import dev.holdfast.faults.Injection;
import dev.holdfast.faults.UserFaults;
import dev.holdfast.plan.BackOffPlan;
import dev.holdfast.plan.Strike;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Losing the connection by a fault of the network, noticing it as a client does, and coming back
 * with patience.
 *
 * <p>The client stays away for the planned gap from the instant at which it noticed, so that the
 * time offline is the same however long a kind of loss takes to notice.
 */
public final class DisruptionSteps {

  /** What is sent sooner might pass before the fault is in force. */
  private static final Duration UNTIL_ARMED = Duration.ofMillis(10);

  private static final String ATTEMPT = "attempt-to-return";
  private static final String GIVE_UP = "return-at-the-latest";

  private final RunContext runContext;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final ReturnSteps returns;
  private final HeartbeatSteps heartbeats;

  /** Steps of users of that run, whose network can be disturbed. */
  public DisruptionSteps(RunContext runContext) {
    this.runContext = runContext;
    this.connections = new ConnectionSteps(runContext);
    this.conversations = new ConversationSteps(runContext);
    this.returns = new ReturnSteps(runContext);
    this.heartbeats = new HeartbeatSteps(runContext);
  }

  /** The whole way: lost as planned, noticed, away, back, judged, mended. */
  public ChainBuilder loseAndReturn() {
    return disrupt().exec(returnAndVerify());
  }

  /** The same as those come back who take a failed attempt for an answer, or persevere. */
  public ChainBuilder loseAndReturn(ReturnSteps homewards) {
    return disrupt().exec(homewards.comeBack()).exec(mend());
  }

  /** Struck together with everybody else, unnoticed so far: away, back, judged. */
  public ChainBuilder returnFromStrike(ReturnSteps homewards) {
    return exec(session -> {
          VirtualUser.of(session).foundDead();
          return session.remove(SOCKET).markAsSucceeded();
        })
        .exec(homewards.comeBack());
  }

  /** Once a loss is noticed: away for the gap, back however often it takes, judged, mended. */
  public ChainBuilder returnAndVerify() {
    return returns
        .stayAway()
        .exec(comeBack(runContext.plan().resilience().backOff()))
        .exec(returns.verifyContext())
        .exec(mend());
  }

  /** The planned fault strikes the connection, and the client comes to know that it is dead. */
  public ChainBuilder disrupt() {
    return exec(Frames.drainIfOpen())
        .exec(
            session -> {
              VirtualUser user = VirtualUser.of(session);
              user.disrupted();
              strike(user);
              return session;
            })
        .exec(
            doIf(DisruptionSteps::needsFrame)
                .then(pause(UNTIL_ARMED).exec(conversations.sayWithoutWaiting())))
        .exec(notice());
  }

  /** Whatever happened to the connection: until the client knows that it is dead. */
  public ChainBuilder notice() {
    return heartbeats
        .untilDead()
        .exec(
            session -> {
              VirtualUser.of(session).noticedLoss();
              return session.remove(SOCKET).markAsSucceeded();
            });
  }

  /** Something else is about to strike: the time of the loss counts from here. */
  public ChainBuilder expectDisruption() {
    return exec(
        session -> {
          VirtualUser.of(session).disrupted();
          return session;
        });
  }

  /** Waits as the back-off says before the very first attempt, as all clients of a storm do. */
  public ChainBuilder returnWithBackOff(BackOffPlan backOff) {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().postpone(backOff.delay(0, user.random()));
          return session;
        })
        .exec(returns.stayAway())
        .exec(comeBack(1, session -> backOff(session, backOff)));
  }

  /**
   * Attempts to come back, with waits between them, until welcomed or out of patience. A busy
   * server is waited for as long as it asks.
   */
  public ChainBuilder comeBack(BackOffPlan backOff) {
    return comeBack(0, session -> waitBefore(session, backOff));
  }

  private ChainBuilder attempt() {
    return connections.attempt(
        WantedFailures.AMID_FAULTS,
        ConnectionSteps.greeting(WantedFailures.AMID_FAULTS),
        connections::target,
        VirtualUser::token);
  }

  private ChainBuilder comeBack(int firstRetry, Function<Session, Duration> wait) {
    return exec(session ->
            session
                .set(ATTEMPT, firstRetry)
                .set(
                    GIVE_UP, System.nanoTime() + runContext.plan().resilience().giveUp().toNanos()))
        .exec(attempt())
        .exec(
            asLongAs(DisruptionSteps::mustTryAgain)
                .on(
                    pause(session -> wait.apply(session))
                        .exec(
                            session ->
                                session.remove(SOCKET).set(ATTEMPT, session.getInt(ATTEMPT) + 1))
                        .exec(attempt())));
  }

  /**
   * What still lies on the user's connections is taken off, so that what was held back arrives now
   * and what was half-open ends; then a message that may not have arrived is said again.
   */
  private ChainBuilder mend() {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          int healed = runContext.network().on(user.name()).heal();
          user.note("healed " + healed + " connections");
          return session;
        })
        .exec(conversations.sayAgainIfUnacked());
  }

  private void strike(VirtualUser user) {
    Strike strike = planned(user).orElseThrow(() -> new IllegalStateException("no fault planned"));
    Injection injection = strike.injection(user.random(), repliesInManyScripts(user));
    UserFaults faults = runContext.network().on(user.name());
    if (strike.onTheWayBack()) {
      faults.planNext(injection);
    }
    boolean struck = strike.onTheWayBack() ? faults.inject(Fault.RESET) : faults.inject(injection);
    user.note((struck ? "struck by " : "no connection to strike by ") + injection.fault().id());
  }

  /** A server that only acknowledges sends no character that a cut could go through. */
  private static boolean repliesInManyScripts(VirtualUser user) {
    return user.runContext().dialect().states(Capability.ANSWERS);
  }

  private static boolean needsFrame(Session session) {
    return planned(VirtualUser.of(session)).filter(Strike::meetsMessage).isPresent();
  }

  private static Optional<Strike> planned(VirtualUser user) {
    return user.reconnectPlan().peek().loss().strike();
  }

  private static boolean mustTryAgain(Session session) {
    return !VirtualUser.of(session).returnAttempt().isWelcomed()
        && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }

  /** What a busy server asks for, else the back-off. */
  private static Duration waitBefore(Session session, BackOffPlan backOff) {
    VirtualUser user = VirtualUser.of(session);
    RefusedHandshake busy = user.returnAttempt().busy();
    return busy == null
        ? backOff(session, backOff)
        : busy.pause(backOff, session.getInt(ATTEMPT), user.random());
  }

  /** As clients wait who heed no Retry-After: ways of backing off are compared by nothing else. */
  private static Duration backOff(Session session, BackOffPlan backOff) {
    return backOff.delay(session.getInt(ATTEMPT), VirtualUser.of(session).random());
  }
}
