package dev.holdfast.steps.tokens;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * Asks the mock backend what it knows of a session that no client can see: whether it holds a
 * connection for it, and how many it has had.
 */
public final class SessionProbe {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final String CONNECTED = "probe-connected";
  private static final String SEEN = "probe-seen";
  private static final String GIVE_UP = "probe-at-the-latest";

  private final RunContext runContext;
  private final ServiceChecks checks;

  /** Probes of users of that run, counting what is and is not as it must be. */
  public SessionProbe(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
  }

  /** The server must come to know within this time that the connection is dead. */
  public ChainBuilder mustBeFoundDeadWithin(Duration limit) {
    return exec(session ->
            session.set(CONNECTED, true).set(GIVE_UP, System.nanoTime() + limit.toNanos()))
        .exec(asLongAs(SessionProbe::mustAskAgain).on(ask().exec(pause(LOOK_AGAIN))))
        .exec(session -> check(session, !session.getBoolean(CONNECTED), "zombie not found"));
  }

  /** The server must hold the connection. */
  public ChainBuilder mustBeConnected() {
    return ask().exec(session -> check(session, session.getBoolean(CONNECTED), "not connected"));
  }

  /**
   * The server must hold one connection for the session now, and have had no more than its client
   * opened.
   */
  public ChainBuilder mustHaveOneOf(int connections) {
    return ask()
        .exec(
            session ->
                check(
                    session,
                    session.getBoolean(CONNECTED) && session.getInt(SEEN) <= connections,
                    "more connections than were opened, or none"));
  }

  private ChainBuilder ask() {
    return exec(session -> session.set(CONNECTED, true).set(SEEN, Integer.MAX_VALUE))
        .exec(
            http("look at session")
                .get(
                    session ->
                        runContext
                            .target()
                            .http("/admin/sessions/" + VirtualUser.of(session).grant().sessionId())
                            .toString())
                .requestTimeout(runContext.plan().patience().answer())
                .check(jsonPath("$.connected").ofBoolean().saveAs(CONNECTED))
                .check(jsonPath("$.connections_seen").ofInt().saveAs(SEEN)))
        .exec(Session::markAsSucceeded);
  }

  private Session check(Session session, boolean right, String otherwise) {
    if (!right) {
      VirtualUser.of(session).note("✗ " + otherwise);
    }
    checks.answered(right);
    return session;
  }

  private static boolean mustAskAgain(Session session) {
    return session.getBoolean(CONNECTED) && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }
}
