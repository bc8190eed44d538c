package dev.holdfast.backend.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backend.auth.tokens.RefusalReason;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.TokenFingerprint;
import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.auth.tokens.Verification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another backend's auth service, over {@code POST /auth/introspect}, whether a token is good.
 *
 * <p>Blocks the calling thread for at most the timeout. When the service is away, slow, overrun or
 * answers nonsense, the token is neither good nor bad: {@link Verification.Unavailable}.
 * Connections that are open are not asked about again, so they stay.
 */
public final class IntrospectingVerifier implements TokenVerifier {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int LARGEST_ANSWER = 64 * 1024;

  /** Above it callers are told to come back: a slow auth service must not eat every thread. */
  private static final int CONCURRENT = 64;

  private final URI introspect;
  private final Duration timeout;
  private final Clock clock;
  private final VerificationCache cache;
  private final HttpClient client;
  private final Semaphore permits = new Semaphore(CONCURRENT);
  private final ObjectMapper json = new ObjectMapper();

  /** A verifier that asks about every token, every time. */
  public IntrospectingVerifier(URI authService, Duration timeout, Clock clock) {
    this(authService, timeout, clock, Duration.ZERO);
  }

  /**
   * A verifier that trusts an answer for a while.
   *
   * @param authService where the other backend is, such as {@code http://auth:8080}
   * @param timeout for connecting, asking and answering in all; 1 ms or more
   * @param cacheFor how long a token that was found good is good without asking; 0 = always ask. A
   *     token revoked meanwhile is let in for that long
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public IntrospectingVerifier(URI authService, Duration timeout, Clock clock, Duration cacheFor) {
    if (!"http".equals(authService.getScheme()) && !"https".equals(authService.getScheme())) {
      throw new IllegalArgumentException(
          "auth service must be an http or https URI, got: " + authService);
    }
    if (authService.getHost() == null || authService.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "auth service must name a host and no user or password, got host: "
              + authService.getHost());
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("timeout must be at least 1 ms, got: " + timeout);
    }
    this.introspect = endpoint(authService);
    this.timeout = timeout;
    this.clock = clock;
    this.cache = new VerificationCache(cacheFor);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static URI endpoint(URI authService) {
    String base = authService.toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + "auth/introspect");
  }

  @Override
  public Verification verify(String token) {
    Optional<SessionClaims> known = cache.get(token, clock.instant());
    if (known.isPresent()) {
      return new Verification.Valid(known.get());
    }
    if (!permits.tryAcquire()) {
      return unavailable();
    }
    try {
      Verification verification = ask(token);
      if (verification instanceof Verification.Valid valid) {
        cache.put(token, valid.claims(), clock.instant());
      }
      return verification;
    } finally {
      permits.release();
    }
  }

  private Verification ask(String token) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request(token), info -> new BoundedBody(LARGEST_ANSWER));
    try {
      // The request's own timeout ends with the headers; this one bounds a dripping body too.
      HttpResponse<byte[]> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return response.statusCode() == 200 ? judge(token, response.body()) : unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable();
    } catch (ExecutionException | TimeoutException e) {
      return unavailable();
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(String token) {
    String body = JsonNodeFactory.instance.objectNode().put("token", token).toString();
    return HttpRequest.newBuilder(introspect)
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private Verification judge(String token, byte[] body) {
    IntrospectionAnswer answer;
    try {
      answer = IntrospectionAnswer.read(json.readTree(body), TokenFingerprint.sha256(token));
    } catch (IOException | IllegalArgumentException e) {
      return unavailable();
    }
    if (answer.claims().isEmpty()) {
      return new Verification.Refused(RefusalReason.INACTIVE.code());
    }
    SessionClaims claims = answer.claims().get();
    return claims.expiredAt(clock.instant())
        ? new Verification.Refused(RefusalReason.EXPIRED.code(), answer.claims())
        : new Verification.Valid(claims);
  }

  private static Verification unavailable() {
    return new Verification.Unavailable(RETRY_AFTER);
  }
}
