package dev.holdfast.steps.tokens;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.measure.Phase;
import dev.holdfast.objectives.SilentCause;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks for a session, or for new tokens of one. A target that is busy is asked again when it wishes
 * to be, or else as its clients back off: to wait is no loss.
 */
public final class TokenRequest {

  private static final String ANSWER = "token-answer";
  private static final String STATUS = "token-status";
  private static final String RETRY_AFTER = "token-retry-after";
  private static final String SINCE = "token-since";
  private static final String ASKED = "token-asked";
  private static final String REFUSED = "token-refused";

  /** A target that asks for no wait at all is not asked without end. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private static final int OK = 200;
  private static final int CREATED = 201;

  private final RunContext runContext;
  private final String name;
  private final Supplier<String> path;

  /**
   * A kind of request.
   *
   * @param name in Gatling's report
   * @param path of the target; only asked for where such a request is sent
   */
  public TokenRequest(RunContext runContext, String name, Supplier<String> path) {
    this.runContext = runContext;
    this.name = name;
    this.path = path;
  }

  /** Asks until there is an answer that is no "come again". */
  public ChainBuilder ask(Function<Session, String> body) {
    ChainBuilder once = once(body);
    return exec(session -> session.set(SINCE, System.nanoTime()).set(REFUSED, 0))
        .exec(once)
        .exec(
            asLongAs((Session session) -> mustAskAgain(session))
                .on(pause(session -> untilAskedAgain(session)).exec(once)));
  }

  /** The body of the answer, if tokens were issued. */
  public static Optional<String> answer(Session session) {
    return session.contains(ANSWER) && isIssued(session)
        ? Optional.ofNullable(session.getString(ANSWER))
        : Optional.empty();
  }

  /** When it was asked for the last time, on the monotonic clock. */
  public static long askedAt(Session session) {
    return session.getLong(ASKED);
  }

  /** What was spent on refusals and waits before the last attempt is back-off. */
  public static void recordBackOff(Session session, VirtualUser user) {
    if (session.getInt(REFUSED) > 1) {
      user.record(Phase.BACK_OFF, session.getLong(SINCE), session.getLong(ASKED));
    }
  }

  /** How it ended where none were issued. */
  public static String failure(Session session) {
    return session.contains(STATUS)
        ? "status " + session.getInt(STATUS)
        : SilentCause.NO_ANSWER.words();
  }

  /** Nothing of it is left. */
  public static Session forget(Session session) {
    return session
        .remove(ANSWER)
        .remove(STATUS)
        .remove(RETRY_AFTER)
        .remove(SINCE)
        .remove(ASKED)
        .remove(REFUSED);
  }

  private ChainBuilder once(Function<Session, String> body) {
    return exec(session ->
            session
                .remove(STATUS)
                .remove(ANSWER)
                .remove(RETRY_AFTER)
                .set(ASKED, System.nanoTime())
                .set(REFUSED, session.getInt(REFUSED) + 1)
                .markAsSucceeded())
        .exec(
            http(name)
                .post(session -> runContext.target().http(path.get()).toString())
                .header("Content-Type", "application/json")
                .body(StringBody(body))
                .requestTimeout(runContext.plan().patience().answer())
                .check(
                    status().saveAs(STATUS),
                    header("Retry-After").optional().saveAs(RETRY_AFTER),
                    status().in(OK, CREATED),
                    bodyString().saveAs(ANSWER)));
  }

  private boolean mustAskAgain(Session session) {
    Optional<RefusedHandshake> busy = busy(session);
    long wait = busy.flatMap(RefusedHandshake::retryAfter).orElse(Duration.ZERO).toNanos();
    return busy.isPresent()
        && System.nanoTime() + wait - session.getLong(SINCE)
            < runContext.plan().resilience().giveUp().toNanos();
  }

  private Duration untilAskedAgain(Session session) {
    return busy(session)
        .map(
            refusal ->
                refusal.pause(
                    runContext.plan().resilience().backOff(),
                    session.getInt(REFUSED) - 1,
                    VirtualUser.of(session).random()))
        .filter(pause -> pause.compareTo(SHORTEST) > 0)
        .orElse(SHORTEST);
  }

  private static Optional<RefusedHandshake> busy(Session session) {
    if (!session.contains(STATUS) || isIssued(session)) {
      return Optional.empty();
    }
    Optional<String> told =
        session.contains(RETRY_AFTER)
            ? Optional.ofNullable(session.getString(RETRY_AFTER))
            : Optional.empty();
    return Optional.of(RefusedHandshake.of(session.getInt(STATUS), told, Instant.now()))
        .filter(RefusedHandshake::isBusy);
  }

  private static boolean isIssued(Session session) {
    return session.contains(STATUS)
        && (session.getInt(STATUS) == OK || session.getInt(STATUS) == CREATED);
  }
}
