package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.continuity.model.Reconnection.Takeover;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.faults.ProxySettings;
import dev.holdfast.http.OpeningUrl;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.steps.connection.Cookies;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Two connections with one token at nearly the same instant: one of them must be served, and the
 * other be told that it was taken over.
 *
 * <p>A virtual user of Gatling opens one connection after the other, so these are opened by a
 * client of their own.
 */
public final class RaceSteps {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final String OUTCOME = "race-outcome";

  private final RunContext runContext;
  private final HttpClient client;

  /** Steps of users of that run. */
  public RaceSteps(RunContext runContext) {
    this.runContext = runContext;
    this.client =
        PlainHttp.client(
            runContext.target().tls().context(), runContext.plan().patience().connect());
  }

  /** Runs the race; its outcome belongs to the return that is under way. */
  public ChainBuilder race() {
    return exec(this::begin)
        .exec(asLongAs((Session session) -> !outcome(session).isDone()).on(pause(LOOK_AGAIN)))
        .exec(
            session -> {
              Takeover outcome = outcome(session).getNow(Takeover.UNSEEN);
              VirtualUser user = VirtualUser.of(session);
              user.note("race: " + outcome);
              user.returnAttempt().wasRacedFor(outcome);
              return session.remove(OUTCOME);
            });
  }

  private Session begin(Session session) {
    VirtualUser user = VirtualUser.of(session);
    user.beginAttempt();
    user.note("→ two connections at once");
    Race race =
        new Race(
            runContext.dialect(),
            runContext.plan().patience().answer(),
            () -> connection(session, user));
    return session.set(OUTCOME, race.outcome());
  }

  private RacingConnection connection(Session gatlings, VirtualUser user) {
    Map<String, String> headers = new HashMap<>(runContext.plan().reach().headers());
    URI to = URI.create(runContext.network().url(user.name()));
    String cookies = Cookies.header(gatlings, runContext.target().socket(), to);
    if (!cookies.isEmpty()) {
      headers.merge("Cookie", cookies, (set, given) -> set + "; " + given);
    }
    headers.put(ProxySettings.USER_HEADER, user.name());
    headers.put("X-Forwarded-For", user.place().ip());
    headers.put("X-Real-IP", user.place().ip());
    headers.put("X-Geolocation", user.place().location());
    headers.put("User-Agent", user.place().device());
    DialectSession session = runContext.dialect().begin();
    session.granted(user.grant());
    Opening opening = session.opening(user.token());
    headers.putAll(opening.headers());
    List<String> wished = runContext.plan().reach().subprotocols();
    return RacingConnection.open(
        client,
        OpeningUrl.of(to, opening.path()),
        headers,
        wished.isEmpty() ? runContext.dialect().subprotocols() : wished,
        runContext.dialect(),
        session);
  }

  private static CompletableFuture<Takeover> outcome(Session session) {
    return Objects.requireNonNull(session.<CompletableFuture<Takeover>>get(OUTCOME));
  }
}
