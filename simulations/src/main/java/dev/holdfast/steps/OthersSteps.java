package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.measure.RunEvent;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.others.OthersByFrame;
import dev.holdfast.steps.others.OthersByHttp;
import dev.holdfast.steps.others.OthersSpeech;
import dev.holdfast.user.OtherVoice;
import dev.holdfast.user.ReturnAttempt;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Others speak in a virtual user's session: while it is there, while it is away, and once it is
 * back. Where the dialect has no way for them to, and in sessions that are idle, nothing happens.
 */
public final class OthersSteps {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  /** How long is listened for what is said once more, at most. */
  private static final Duration ONCE_MORE = Duration.ofSeconds(2);

  private static final String GIVE_UP = "others-heard-at-the-latest";

  private final RunContext runContext;
  private final OthersSpeech speech;

  /** Steps of users of that run. */
  public OthersSteps(RunContext runContext) {
    this.runContext = runContext;
    this.speech = speech(runContext);
  }

  private static OthersSpeech speech(RunContext runContext) {
    Dialect dialect = runContext.dialect();
    if (!runContext.plan().objectives().othersSpeak() || !dialect.states(Capability.OTHERS)) {
      return OthersSpeech.NOBODY;
    }
    return dialect
        .othersByHttp()
        .<OthersSpeech>map(how -> new OthersByHttp(runContext, how))
        .orElseGet(() -> new OthersByFrame(runContext));
  }

  /** Another speaks while the user is there: that must arrive. */
  public ChainBuilder whileConnected() {
    return where(
        session -> SocketState.isOpen(session, SOCKET), mustBeHeard().exec(OthersSteps::forget));
  }

  /**
   * Another speaks twice while the user is away, unless something struck everybody, so that nobody
   * might take it in. The user waits until that is done: it is no part of the backend's time.
   */
  ChainBuilder whileAway() {
    return where(
        session ->
            VirtualUser.of(session).isReturning()
                && !VirtualUser.of(session).reconnectPlan().isStruck(),
        speech
            .speak(true)
            .exec(speech.speak(true))
            .exec(
                session -> {
                  VirtualUser.of(session).returnAttempt().heldUpUntil(System.nanoTime());
                  return session;
                }));
  }

  /** Another speaks once the user is back: that must arrive, and all that is kept for it. */
  ChainBuilder onceBack() {
    return where(
        session ->
            VirtualUser.of(session).isReturning()
                && VirtualUser.of(session).returnAttempt().isWelcomed()
                && SocketState.isOpen(session, SOCKET),
        exec(this::noteToldLoss).exec(mustBeHeard()).exec(OthersSteps::listened));
  }

  /**
   * Another speaks, and where that does not come, once more: a client that has only just subscribed
   * may have missed the first, and who misses the second too is deaf.
   */
  private ChainBuilder mustBeHeard() {
    Duration patience = runContext.plan().patience().answer();
    Duration shorter = patience.compareTo(ONCE_MORE) < 0 ? patience : ONCE_MORE;
    return exec(speech.speak(false))
        .exec(listen(patience))
        .exec(
            doIf(OthersSteps::isDeaf)
                .then(
                    speech
                        .speak(false)
                        .exec(listen(shorter))
                        .exec(
                            session -> {
                              if (SocketState.isOpen(session, SOCKET)) {
                                VirtualUser.of(session).speech().others().missLast();
                              }
                              return session;
                            })));
  }

  /** Where nothing is asked for, a greeting that is late is waited for all the same. */
  ChainBuilder untilGreeted() {
    long patience = runContext.plan().patience().answer().toNanos();
    return exec(session -> session.set(GIVE_UP, System.nanoTime() + patience))
        .exec(
            asLongAs(
                    (Session session) ->
                        SocketState.isOpen(session, SOCKET)
                            && !VirtualUser.of(session).returnAttempt().isGreeted()
                            && System.nanoTime() - session.getLong(GIVE_UP) < 0)
                .on(pause(LOOK_AGAIN).exec(Frames.drainIfOpen())));
  }

  private static boolean isDeaf(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && !VirtualUser.of(session).speech().others().isLastHeard();
  }

  private static Session forget(Session session) {
    VirtualUser.of(session).speech().others().forget();
    return session;
  }

  private static Session listened(Session session) {
    if (SocketState.isOpen(session, SOCKET)) {
      VirtualUser.of(session).ledger().listened();
    }
    return session;
  }

  private ChainBuilder where(Predicate<Session> holds, ChainBuilder then) {
    return speech == OthersSpeech.NOBODY
        ? exec(session -> session)
        : exec(
            doIf((Session session) ->
                    !VirtualUser.of(session).reconnectPlan().isIdle() && holds.test(session))
                .then(then));
  }

  private Session noteToldLoss(Session session) {
    boolean told =
        runContext.dialect().deliveries().filter(DeliveryClaims::toldByGreeting).isPresent();
    if (told && !VirtualUser.of(session).returnAttempt().isResumed()) {
      VirtualUser.of(session).note("told that the session was not resumed");
      runContext.recorder().event(RunEvent.TOLD_LOSS);
    }
    return session;
  }

  /** Takes in what comes until all is heard that must be, or patience ends. */
  private ChainBuilder listen(Duration patience) {
    return exec(session -> session.set(GIVE_UP, System.nanoTime() + patience.toNanos()))
        .exec(Frames.drainIfOpen())
        .exec(asLongAs(this::mustListen).on(pause(LOOK_AGAIN).exec(Frames.drainIfOpen())));
  }

  private boolean mustListen(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && !isHeard(VirtualUser.of(session))
        && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }

  /** Whether all has arrived that will be missed, by what the backend claims. */
  private boolean isHeard(VirtualUser user) {
    OtherVoice others = user.speech().others();
    DeliveryClaims claims = runContext.dialect().deliveries().orElseThrow();
    if (!user.isReturning() || !claims.keeps()) {
      return others.isLastHeard();
    }
    ReturnAttempt back = user.returnAttempt();
    Gap away = Gap.of(Duration.ofNanos(Math.max(0, back.greetedAt() - back.lostAt())));
    boolean owed =
        claims.toldByGreeting() ? back.isResumed() : claims.covers(away, others.unheard() - 1);
    return owed ? others.unheard() == 0 : others.isLastHeard();
  }
}
