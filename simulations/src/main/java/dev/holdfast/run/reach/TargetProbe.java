package dev.holdfast.run.reach;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.http.OpeningUrl;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.RefusedHandshake;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Finds out, before any load, whether a target can be talked to at all: one session, one
 * connection, one greeting.
 */
public final class TargetProbe {

  private static final int ATTEMPTS = 3;

  /** A target that refuses everybody for longer cannot be loaded. */
  private static final Duration BUSY_FOR = Duration.ofSeconds(30);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final Dialect dialect;
  private final ReachPlan reach;
  private final Duration patience;

  public TargetProbe(Dialect dialect, ReachPlan reach, Duration patience) {
    this.dialect = dialect;
    this.reach = reach;
    this.patience = patience;
  }

  /**
   * Returns once a target has greeted.
   *
   * @throws NoTargetException if it has not, after three attempts
   */
  public void require(Target target) throws NoTargetException {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        greet(target);
        return;
      } catch (ExecutionException e) {
        last = cause(e);
      } catch (TimeoutException e) {
        last = "no answer within " + patience.toMillis() + " ms";
      } catch (IllegalArgumentException e) {
        last = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        last = "interrupted";
      }
    }
    throw new NoTargetException("target never reachable: " + target.shown() + ": " + last);
  }

  private void greet(Target target)
      throws ExecutionException, InterruptedException, TimeoutException {
    HttpClient client = PlainHttp.client(target.tls().context(), patience, new CookieManager());
    SessionGrant grant = session(client, target);
    DialectSession session = dialect.begin();
    session.granted(grant);
    Greeting greeting = new Greeting(dialect, session);
    WebSocket socket = open(client, target, grant, greeting);
    try {
      await(greeting.heard());
    } catch (TimeoutException e) {
      throw new ExecutionException(new IllegalStateException(silence(greeting)));
    } finally {
      socket.abort();
    }
  }

  private SessionGrant session(HttpClient client, Target target)
      throws ExecutionException, InterruptedException, TimeoutException {
    Account probe = prober();
    if (probe.token().isPresent()) {
      return SessionGrant.known(probe.name(), probe.token().get());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.http(tokens().sessionPath()))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    tokens()
                        .sessionRequest(probe.name(), probe.credentials(), OptionalLong.empty())));
    reach.headers().forEach(request::header);
    return session(answer(client, request.build())).of(probe.name());
  }

  private TokenService tokens() {
    return dialect.tokens().orElseThrow();
  }

  /** A busy target is asked again when it wishes to be, as its users do. */
  private HttpResponse<String> answer(HttpClient client, HttpRequest request)
      throws ExecutionException, InterruptedException, TimeoutException {
    long giveUp = System.nanoTime() + BUSY_FOR.toNanos();
    while (true) {
      HttpResponse<String> answer =
          await(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      RefusedHandshake refusal =
          RefusedHandshake.of(
              answer.statusCode(), answer.headers().firstValue("Retry-After"), Instant.now());
      long wait = refusal.retryAfter().orElse(ASK_AGAIN).toNanos();
      if (!refusal.isBusy() || System.nanoTime() + wait - giveUp > 0) {
        return answer;
      }
      boolean unused = new CountDownLatch(1).await(wait, TimeUnit.NANOSECONDS);
    }
  }

  /** The last account, which is lent last. */
  private Account prober() {
    List<Account> accounts = reach.accounts();
    return accounts.isEmpty()
        ? new Account("probe", Optional.empty(), Map.of())
        : accounts.get(accounts.size() - 1);
  }

  private String silence(Greeting greeting) {
    String within = "no greeting within " + patience.toMillis() + " ms";
    return greeting.frames() == 0
        ? within + " of the handshake, and no frame at all"
        : within
            + ", but "
            + greeting.frames()
            + " frames that are none, the first: "
            + SeenAnswer.shown(greeting.first());
  }

  /** A busy target is asked again when it wishes to be, as its users do. */
  private WebSocket open(HttpClient client, Target target, SessionGrant grant, Greeting greeting)
      throws ExecutionException, InterruptedException, TimeoutException {
    long giveUp = System.nanoTime() + BUSY_FOR.toNanos();
    while (true) {
      try {
        negotiate(client, target, grant, greeting);
        Opening opening = greeting.session().opening(grant.sessionToken());
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(patience);
        opening.headers().forEach(builder::header);
        PlainHttp.bringing(
            builder,
            reach.headers(),
            reach.subprotocols().isEmpty() ? dialect.subprotocols() : reach.subprotocols());
        return await(builder.buildAsync(OpeningUrl.of(target.socket(), opening.path()), greeting));
      } catch (ExecutionException e) {
        Optional<RefusedHandshake> busy = refusal(e).filter(RefusedHandshake::isBusy);
        long wait = busy.flatMap(RefusedHandshake::retryAfter).orElse(ASK_AGAIN).toNanos();
        if (busy.isEmpty() || System.nanoTime() + wait - giveUp > 0) {
          throw e;
        }
        boolean unused = new CountDownLatch(1).await(wait, TimeUnit.NANOSECONDS);
      }
    }
  }

  private void negotiate(HttpClient client, Target target, SessionGrant grant, Greeting greeting)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<HttpCall> call = greeting.session().negotiation(grant.sessionToken());
    if (call.isEmpty()) {
      return;
    }
    HttpRequest.Builder request =
        PlainHttp.request(target.http(call.get().path()), reach.headers())
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.noBody());
    call.get().headers().forEach(request::header);
    HttpResponse<String> answer = answer(client, request.build());
    for (ServerEvent event : greeting.session().negotiated(answer.body()).events()) {
      throw new ExecutionException(
          new IllegalStateException(
              SeenAnswer.toRequest("POST " + answer.uri().getPath(), answer)
                  + (event instanceof ServerEvent.Unreadable unreadable
                      ? ": " + unreadable.reason()
                      : "")));
    }
  }

  private static Optional<RefusedHandshake> refusal(ExecutionException e) {
    return e.getCause() instanceof WebSocketHandshakeException refused
        ? Optional.of(
            RefusedHandshake.of(
                refused.getResponse().statusCode(),
                refused.getResponse().headers().firstValue("Retry-After"),
                Instant.now()))
        : Optional.empty();
  }

  private SessionGrant session(HttpResponse<String> answer) throws ExecutionException {
    try {
      return tokens().readSession(answer.body());
    } catch (IllegalArgumentException e) {
      throw new ExecutionException(
          new IllegalStateException(
              SeenAnswer.toRequest("POST " + answer.uri().getPath(), answer)));
    }
  }

  private <T> T await(CompletableFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String cause(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
      return SeenAnswer.toHandshake(refused.getResponse());
    }
    if (cause instanceof IllegalArgumentException) {
      // Its message quotes the header.
      return "what it issued as a token cannot stand in a header";
    }
    String message = cause.getMessage();
    if (cause instanceof ConnectException) {
      String told = message == null ? "it accepts no connection" : message;
      return told + SeenAnswer.proxyHint(System.getenv());
    }
    String told = firstMessage(cause);
    return isOfTls(cause) ? told + SeenAnswer.TLS_HINT : told;
  }

  /** Of what failed, or else of what made it fail. */
  private static String firstMessage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return failure.getClass().getSimpleName();
  }

  private static boolean isOfTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }
}
