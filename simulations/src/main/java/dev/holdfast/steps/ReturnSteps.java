package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.OLD_SOCKET;
import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.connection.HistorySteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.tokens.BadToken;
import dev.holdfast.steps.tokens.Renewal;
import dev.holdfast.user.Loss;
import dev.holdfast.user.Place;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.WsFrameCheck;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Losing the connection as planned, staying away, coming back, and having the restored context
 * judged.
 */
public final class ReturnSteps {

  /** The reply to the check in Gatling's report: failed where missing, or the return is broken. */
  public static final String CHECK = "context check";

  private static final String RESTORED = "context restored";

  private static final Duration SIGN_OF_LIFE = Duration.ofMillis(250);

  private final RunContext runContext;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final Renewal renewal;
  private final OthersSteps others;
  private final Frames frames;
  private final HistorySteps history;
  private final UnaryOperator<ChainBuilder> again;

  /** Whether Gatling's own statistics show when a context is restored, and whether rightly. */
  public static boolean showsRestores(Dialect dialect) {
    return dialect.states(Capability.CONTEXT)
        || (dialect.states(Capability.HISTORY) && dialect.historyByHttp().isEmpty());
  }

  /** Steps of users of that run, who take a failed attempt for an answer. */
  public ReturnSteps(RunContext runContext) {
    this(runContext, new InjectedOutages(System::nanoTime, 0));
  }

  /** Steps of users of that run, who persevere when something strikes everybody. */
  public ReturnSteps(RunContext runContext, InjectedOutages outages) {
    this(runContext, new RetryPolicy(runContext.plan().resilience(), outages)::again);
  }

  private ReturnSteps(RunContext runContext, UnaryOperator<ChainBuilder> again) {
    this.runContext = runContext;
    this.connections = new ConnectionSteps(runContext);
    this.conversations = new ConversationSteps(runContext);
    this.frames = Frames.of(runContext);
    this.history = new HistorySteps(runContext);
    this.renewal = new Renewal(runContext);
    this.others = new OthersSteps(runContext);
    this.again = again;
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

  /**
   * The same, but a turn is in progress when the connection is lost: acknowledged, not yet
   * answered.
   */
  public ChainBuilder loseMidTurnAndReturn() {
    return conversations.sayUntilAcked().exec(loseAndReturn());
  }

  /**
   * The same, but a message is on its way when the connection is lost: whether it arrives is
   * indeterminate.
   */
  public ChainBuilder loseUnackedAndReturn() {
    return conversations.sayWithoutWaiting().exec(loseAndReturn());
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
    return ask()
        .exec(again.apply(connections.reconnect().exec(ask())))
        .exec(others.onceBack())
        .exec(
            session -> {
              VirtualUser.of(session).judge();
              return session.markAsSucceeded();
            });
  }

  private ChainBuilder ask() {
    return exec(
        doIf((Session session) ->
                SocketState.isOpen(session, SOCKET) && VirtualUser.of(session).isReturning())
            .then(
                doIf((Session session) -> CheapCheck.maySuffice(VirtualUser.of(session)))
                    .then(askForCheck()),
                doIf(ReturnSteps::lacksParts).then(askForAll())));
  }

  /** The first attempts meet a port where nobody listens; the client backs off, then succeeds. */
  public ChainBuilder returnAfterRefusals(int refusals) {
    ChainBuilder chain = disrupt().exec(stayAway());
    for (int i = 0; i < refusals; i++) {
      Duration backOff = runContext.plan().load().scaled(Duration.ofSeconds(1L << i));
      chain =
          chain
              .exec(inTheWay(WantedFailures.REFUSED, runContext.listeners().refusedUrl()))
              .exec(pause(backOff));
    }
    return chain.exec(connections.reconnect()).exec(verifyContext());
  }

  /** The first attempt is let in by something that never greets; the client gives up on it. */
  public ChainBuilder returnAfterSilence() {
    return disrupt()
        .exec(stayAway())
        .exec(openMute(WantedFailures.SILENT))
        .exec(connections.close(WantedFailures.GIVEN_UP))
        .exec(session -> session.remove(SOCKET).markAsSucceeded())
        .exec(connections.reconnect())
        .exec(verifyContext());
  }

  /** The first attempt opens a connection whose server dies with the first request. */
  public ChainBuilder returnAfterServerGone() {
    return disrupt()
        .exec(stayAway())
        .exec(openMute(WantedFailures.GOING))
        .exec(
            frames.ask(
                "request to a server that goes",
                history::anything,
                runContext.plan().patience().answer(),
                frames.any(WantedFailures.ASKED_OF_GOING)))
        .exec(session -> session.remove(SOCKET).markAsSucceeded())
        .exec(connections.reconnect())
        .exec(verifyContext());
  }

  /**
   * Others race for the session while its client is there, so that it is never without a connection
   * and they are told of no gap; then the client comes back.
   */
  public ChainBuilder returnAfter(ChainBuilder race) {
    return LossSteps.begin()
        .exec(
            doIf((Session session) -> SocketState.isOpen(session, SOCKET))
                .then(Frames.drain().exec(race)))
        .exec(connections.close())
        .exec(LossSteps.unnoticed())
        .exec(Session::markAsSucceeded)
        .exec(connections.reconnect())
        .exec(verifyContext());
  }

  /**
   * A second connection takes the session over; what is sent on the first must not be served. Where
   * nothing can be sent that a server answers, nobody looks.
   */
  public ChainBuilder handOver() {
    return LossSteps.begin()
        .exec(Frames.drain())
        .exec(connections.keepAsOld())
        .exec(LossSteps.unnoticed())
        .exec(connections.reconnect())
        .exec(told(Capability.PING) ? exec(sendOnOld()) : exec(session -> session))
        .exec(session -> session.remove(OLD_SOCKET).markAsSucceeded())
        .exec(verifyContext());
  }

  private ActionBuilder sendOnOld() {
    return frames.ask(
        WantedFailures.SENT_TOO_LATE,
        OLD_SOCKET,
        user -> user.dialect().ping(),
        SIGN_OF_LIFE,
        frames.signOfLife(WantedFailures.TAKEN_OVER));
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

  private static ChainBuilder moveIfPlanned() {
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

  private static boolean lacksParts(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return SocketState.isOpen(session, SOCKET)
        && user.isReturning()
        && !user.returnAttempt().isComplete();
  }

  /** The cheap check, which is enough where it agrees with what is owed. */
  private ChainBuilder askForCheck() {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().askedForAll(System.nanoTime());
          user.returnAttempt().askedForCheck();
          user.awaited().until(() -> user.returnAttempt().checked() != null);
          return session;
        })
        .exec(Frames.drain())
        .exec(
            frames.ask(
                "ask for check",
                user -> user.dialect().contextCheck(),
                runContext.plan().patience().answer(),
                frames.arrival("context checked")))
        .exec(
            session -> {
              CheapCheck.take(VirtualUser.of(session));
              return session.markAsSucceeded();
            });
  }

  private ChainBuilder askForAll() {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().askedForAll(System.nanoTime());
          user.awaited().until(() -> user.returnAttempt().isComplete());
          return session;
        })
        .exec(Frames.drain())
        .exec(
            doIfOrElse(this::checksToo)
                .then(askForPartsAndCheck())
                .orElse(askForParts(restored())));
  }

  /** Where others speak, the return is judged once it was listened to them as well. */
  private WsFrameCheck restored() {
    return told(Capability.OTHERS) ? frames.arrival(RESTORED) : frames.judgement(RESTORED);
  }

  private boolean checksToo(Session session) {
    return told(Capability.CHECK) && VirtualUser.of(session).returnAttempt().checked() == null;
  }

  /** Asks for each part that the backend tells; the last is waited for, and with it all. */
  private ChainBuilder askForParts(WsFrameCheck restored) {
    Duration patience = runContext.plan().patience().answer();
    if (told(Capability.CONTEXT)) {
      ActionBuilder last =
          frames.ask("ask for context", user -> user.dialect().context(), patience, restored);
      return told(Capability.HISTORY) ? askForHistory().exec(last) : exec(last);
    }
    if (history.isOverHttp()) {
      return history.fetchOfReturn();
    }
    if (!told(Capability.HISTORY)) {
      return others.untilGreeted();
    }
    return exec(
        frames.ask("ask for history", user -> user.dialect().history(), patience, restored));
  }

  private ChainBuilder askForPartsAndCheck() {
    ChainBuilder parts =
        exec(
            session -> {
              VirtualUser.of(session).returnAttempt().askedForCheck();
              return session;
            });
    if (told(Capability.HISTORY)) {
      parts = parts.exec(askForHistory());
    }
    if (told(Capability.CONTEXT)) {
      parts = parts.exec(frames.send("ask for context", user -> user.dialect().context()));
    }
    return parts.exec(
        frames.ask(
            "ask for check",
            user -> user.dialect().contextCheck(),
            runContext.plan().patience().answer(),
            frames.arrival(RESTORED, user -> user.returnAttempt().isNearlyComplete()),
            told(Capability.OTHERS) ? frames.arrival(CHECK) : frames.judgement(CHECK)));
  }

  private ChainBuilder askForHistory() {
    return history.isOverHttp()
        ? history.fetchOfReturn()
        : exec(frames.send("ask for history", user -> user.dialect().history()));
  }

  private boolean told(Capability capability) {
    return runContext.dialect().states(capability);
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
                .on(frames.any(WantedFailures.greeting(name))));
  }
}
