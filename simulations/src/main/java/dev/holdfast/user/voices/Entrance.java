package dev.holdfast.user.voices;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.http.OpeningUrl;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** How one who is no user of Gatling comes by a session and a connection. */
final class Entrance {

  private final Dialect dialect;
  private final Target target;
  private final ReachPlan reach;
  private final Duration patience;
  private final HttpClient client;

  /** Of a client with cookies of its own, straight to the target. */
  Entrance(Dialect dialect, Target target, ReachPlan reach, Duration patience) {
    this.dialect = dialect;
    this.target = target;
    this.reach = reach;
    this.patience = patience;
    this.client = PlainHttp.client(target.tls().context(), patience, new CookieManager());
  }

  Dialect dialect() {
    return dialect;
  }

  /** A session of that account. */
  CompletableFuture<SessionGrant> session(Account account) {
    if (account.token().isPresent()) {
      return CompletableFuture.completedFuture(
          SessionGrant.known(account.name(), account.token().get()));
    }
    TokenService tokens = dialect.tokens().orElseThrow();
    String body =
        tokens.sessionRequest(account.name(), account.credentials(), OptionalLong.empty());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.http(tokens.sessionPath()))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    reach.headers().forEach(request::header);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(answer -> tokens.readSession(answer.body()).of(account.name()));
  }

  /** A connection of that session. */
  CompletableFuture<WebSocket> connect(
      DialectSession session, SessionGrant grant, WebSocket.Listener listener) {
    Opening opening = session.opening(grant.sessionToken());
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(patience);
    opening.headers().forEach(builder::header);
    return PlainHttp.bringing(
            builder,
            reach.headers(),
            reach.subprotocols().isEmpty() ? dialect.subprotocols() : reach.subprotocols())
        .buildAsync(OpeningUrl.of(target.socket(), opening.path()), listener);
  }
}
