package dev.holdfast.steps.tokens;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.measure.Phase;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.function.Function;

/** Renewing the token that a session lives by, on the open connection or while away. */
public final class TokenSteps {

  /** The name in Gatling's report of an attempt to come back with a token that has run out. */
  public static final String EXPIRED = "return with expired token";

  private static final String ASKED = "bring-token-asked";

  private final RunContext runContext;
  private final ServiceChecks checks;
  private final Frames frames;
  private final TokenRequest request;

  /** Steps of users of that run, counting tokens that were rightly taken or refused. */
  public TokenSteps(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
    this.frames = Frames.of(runContext);
    this.request =
        new TokenRequest(runContext, "refresh token", () -> runContext.tokens().refreshPath());
  }

  /** Exchanges the refresh token for a new pair; the old token is worth nothing from now on. */
  public ChainBuilder refresh() {
    return request
        .ask(
            session ->
                runContext.tokens().refreshRequest(VirtualUser.of(session).grant().refreshToken()))
        .exec(this::refreshed);
  }

  /** Brings the new token to the open connection, which must take it. */
  public ChainBuilder bringToken() {
    return bring("bring token", VirtualUser::token, ServerEvent.TokenAccepted.class);
  }

  /** Brings a forged token to the open connection, which must refuse it and stay. */
  public ChainBuilder bringForgedToken() {
    return bring(
            "bring forged token",
            user -> runContext.tokens().forgeries(user.token()).get(0),
            ServerEvent.Refused.class)
        .exec(
            session -> {
              checks.answered(SocketState.isOpen(session, SOCKET));
              return session;
            });
  }

  /**
   * An attempt to come in with the token that has run out, which must be refused. The server closed
   * the connection when it did; but a connection may be lost before, and clocks differ: the attempt
   * waits until the token must have run out.
   *
   * @param life that was asked for
   */
  public ChainBuilder returnWithExpiredToken(Duration life) {
    ConnectionSteps connections = new ConnectionSteps(runContext);
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().heldUpUntil(user.credentials().mustHaveExpiredFrom(life));
          return session;
        })
        .exec(pause(session -> Pacing.until(VirtualUser.of(session).returnAttempt().intended())))
        .exec(
            connections.attempt(
                EXPIRED,
                ConnectionSteps.greeting(EXPIRED),
                connections::target,
                VirtualUser::token))
        .exec(connections.close())
        .exec(
            session -> {
              VirtualUser.of(session).judge();
              return session.markAsSucceeded();
            });
  }

  private ChainBuilder bring(
      String name, Function<VirtualUser, String> token, Class<? extends ServerEvent> expected) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(
            exec(session -> {
                  VirtualUser.of(session).awaited().forReply();
                  return session.set(ASKED, System.nanoTime());
                })
                .exec(Frames.drain())
                .exec(
                    frames.ask(
                        name,
                        user -> user.dialect().tokenRefresh(token.apply(user)),
                        runContext.plan().patience().answer(),
                        frames.arrival(name + " answered")))
                .exec(
                    session -> {
                      VirtualUser user = VirtualUser.of(session);
                      boolean right =
                          user.awaited().reply().filter(expected::isInstance).isPresent();
                      if (!right) {
                        user.note("✗ " + name + ": " + user.awaited().reply());
                      }
                      user.record(Phase.TOKEN, session.getLong(ASKED), System.nanoTime());
                      checks.answered(right);
                      return session.markAsSucceeded();
                    }));
  }

  private Session refreshed(Session session) {
    VirtualUser user = VirtualUser.of(session);
    TokenRequest.recordBackOff(session, user);
    if (user.isReturning()) {
      user.returnAttempt().heldUpUntil(TokenRequest.askedAt(session));
    }
    boolean right = false;
    try {
      SessionGrant grant = runContext.tokens().readSession(TokenRequest.answer(session).orElse(""));
      right = grant.sessionId().equals(user.grant().sessionId());
      user.opened(grant);
      user.record(Phase.TOKEN, TokenRequest.askedAt(session), System.nanoTime());
    } catch (IllegalArgumentException e) {
      user.note("✗ refresh: " + TokenRequest.failure(session) + ", " + e.getMessage());
    }
    checks.answered(right);
    return TokenRequest.forget(session).markAsSucceeded();
  }
}
