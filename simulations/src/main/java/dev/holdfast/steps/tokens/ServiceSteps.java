package dev.holdfast.steps.tokens;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.TokenStatus;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import dev.holdfast.user.accounts.Credentials;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Asking the auth service itself: what tokens are worth, after they were refreshed, revoked, or ran
 * out.
 */
public final class ServiceSteps {

  private static final String ANSWER = "service-answer";
  private static final long SHORTEST_LIFE_SECONDS = 1;

  private final RunContext runContext;
  private final TokenService tokens;
  private final ServiceChecks checks;

  /** Steps of users of that run, counting right and wrong answers. */
  public ServiceSteps(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.tokens = runContext.tokens();
    this.checks = checks;
  }

  /**
   * Makes one token of each kind that must not open anything, asks what each is worth, and waits
   * until the last of them has run out.
   */
  public ChainBuilder spoilTokens() {
    return exec(openAside(
            "open short session",
            OptionalLong.of(SHORTEST_LIFE_SECONDS),
            (credentials, grant) ->
                credentials.keepExpiring(grant, Duration.ofSeconds(SHORTEST_LIFE_SECONDS))))
        .exec(openAside("open session to revoke", OptionalLong.empty(), Credentials::keepRevoked))
        .exec(
            ask(
                "revoke",
                tokens.revokePath(),
                user -> tokens.revokeRequest(user.credentials().revoked())))
        .exec(
            ask(
                "refresh",
                tokens.refreshPath(),
                user -> tokens.refreshRequest(user.grant().refreshToken())))
        .exec(this::refreshed)
        .exec(introspect("introspect own token", user -> user.credentials().current()))
        .exec(
            session ->
                check(
                    session,
                    user ->
                        status ->
                            status.active() && user.grant().sessionId().equals(status.sessionId())))
        .exec(introspect("introspect old token", user -> user.credentials().superseded()))
        .exec(session -> check(session, user -> status -> !status.active()))
        .exec(introspect("introspect revoked token", user -> user.credentials().revoked()))
        .exec(session -> check(session, user -> status -> !status.active()))
        .exec(pause(session -> Pacing.until(VirtualUser.of(session).credentials().expiredFrom())));
  }

  private ChainBuilder openAside(
      String name, OptionalLong seconds, BiConsumer<Credentials, SessionGrant> keep) {
    return asking(name, tokens.sessionPath(), session -> Borrowing.request(session, seconds))
        .exec(
            session -> {
              SessionGrant grant = tokens.readSession(session.getString(ANSWER));
              keep.accept(VirtualUser.of(session).credentials(), grant);
              return session;
            });
  }

  private ChainBuilder introspect(String name, Function<VirtualUser, String> token) {
    return ask(name, tokens.introspectPath(), user -> tokens.introspectRequest(token.apply(user)));
  }

  private ChainBuilder ask(String name, String path, Function<VirtualUser, String> body) {
    return asking(name, path, session -> body.apply(VirtualUser.of(session)));
  }

  private ChainBuilder asking(String name, String path, Function<Session, String> body) {
    return exec(session -> session.set(ANSWER, ""))
        .exec(
            http(name)
                .post(session -> runContext.target().http(path).toString())
                .header("Content-Type", "application/json")
                .body(StringBody(body))
                .requestTimeout(runContext.plan().patience().answer())
                .check(bodyString().saveAs(ANSWER)));
  }

  private Session refreshed(Session session) {
    VirtualUser user = VirtualUser.of(session);
    SessionGrant grant = tokens.readSession(session.getString(ANSWER));
    checks.answered(grant.sessionId().equals(user.grant().sessionId()));
    user.opened(grant);
    return session;
  }

  private Session check(
      Session session, Function<VirtualUser, java.util.function.Predicate<TokenStatus>> right) {
    VirtualUser user = VirtualUser.of(session);
    boolean asExpected;
    try {
      asExpected = right.apply(user).test(tokens.readTokenStatus(session.getString(ANSWER)));
    } catch (IllegalArgumentException e) {
      asExpected = false;
    }
    if (!asExpected) {
      user.note("✗ the auth service says otherwise");
    }
    checks.answered(asExpected);
    return session.markAsSucceeded();
  }
}
