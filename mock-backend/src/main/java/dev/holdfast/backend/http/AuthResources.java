package dev.holdfast.backend.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backend.auth.AuthCapacityException;
import dev.holdfast.backend.auth.AuthService;
import dev.holdfast.backend.auth.Introspection;
import dev.holdfast.backend.auth.audit.RepeatedAttempts;
import dev.holdfast.backend.auth.tokens.IssuedSession;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** {@code /auth/…}: the auth service on the wire. */
final class AuthResources {
  private static final int KEYS = 10_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AuthService auth;
  private final PlaceResolver places;
  private final Clock clock;
  private final Optional<RepeatedAttempts> failed;

  AuthResources(AuthService auth, HttpSettings settings, Clock clock) {
    this.auth = auth;
    this.places = new PlaceResolver(settings.trusted());
    this.clock = clock;
    int limit = settings.failedAttemptsAMinute();
    this.failed =
        limit == 0 ? Optional.empty() : Optional.of(new RepeatedAttempts(limit, MINUTE, KEYS));
  }

  Map<String, HttpResource> byPath() {
    return Map.of(
        "/auth/sessions", HttpResource.post(this::open),
        "/auth/refresh", HttpResource.post(this::refresh),
        "/auth/introspect", HttpResource.post(this::introspect),
        "/auth/revoke", HttpResource.post(this::revoke));
  }

  private HttpAnswer open(JsonBody body, Request request) throws RefusedRequest {
    String userId = body.text("user_id");
    long seconds = body.number("ttl_seconds").orElse(auth.settings().defaultTtl().toSeconds());
    try {
      return HttpAnswer.json(201, pair(auth.open(userId, Duration.ofSeconds(seconds))));
    } catch (IllegalArgumentException e) {
      throw RefusedRequest.invalidPayload(String.valueOf(e.getMessage()));
    } catch (AuthCapacityException e) {
      return HttpAnswer.unavailable(MINUTE);
    }
  }

  private HttpAnswer refresh(JsonBody body, Request request) throws RefusedRequest {
    String token = body.text("refresh_token");
    String ip = places.of(request).ip();
    Duration blocked =
        failed.map(attempts -> attempts.remaining(ip, clock.instant())).orElse(Duration.ZERO);
    if (!blocked.isZero()) {
      return HttpAnswer.rateLimited(blocked);
    }
    Optional<IssuedSession> issued = auth.refresh(token, ip);
    if (issued.isEmpty()) {
      failed.ifPresent(attempts -> attempts.add(ip, clock.instant()));
      return HttpAnswer.unauthorized();
    }
    return HttpAnswer.json(200, pair(issued.get()));
  }

  private HttpAnswer introspect(JsonBody body, Request request) throws RefusedRequest {
    Introspection introspection = auth.introspect(body.text("token"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("active", introspection.active());
    introspection
        .claims()
        .ifPresent(
            claims -> {
              put(answer, claims);
              var seen = answer.putArray("places");
              introspection.places().forEach(place -> seen.add(place.text()));
            });
    return HttpAnswer.json(200, answer);
  }

  private HttpAnswer revoke(JsonBody body, Request request) throws RefusedRequest {
    auth.revoke(body.text("token"), places.of(request).ip());
    return HttpAnswer.empty(204);
  }

  private static ObjectNode pair(IssuedSession issued) {
    SessionClaims claims = issued.claims();
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("session_token", issued.sessionToken())
            .put("refresh_token", issued.refreshToken());
    put(answer, claims);
    return answer.put(
        "expires_in", Duration.between(claims.issuedAt(), claims.expiresAt()).toSeconds());
  }

  private static void put(ObjectNode answer, SessionClaims claims) {
    answer
        .put("session_id", claims.sessionId())
        .put("user_id", claims.userId())
        .put("issued_at", claims.issuedAt().toString())
        .put("expires_at", claims.expiresAt().toString());
  }
}
