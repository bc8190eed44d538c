package dev.holdfast.backend.socket;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.session.AdmissionRule;
import dev.holdfast.backend.session.Connections;
import dev.holdfast.backend.session.HandshakeLimiter;
import dev.holdfast.backend.session.outbound.Traffic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import org.jspecify.annotations.Nullable;

/** Decides on each upgrade: lets in, or refuses with a body that is always the same. */
public final class Upgrade implements WebSocketCreator {
  private static final Duration DRAINING_RETRY = Duration.ofSeconds(1);
  private static final Duration CROWDED_RETRY = Duration.ofSeconds(1);

  private final AdmissionRule admission;
  private final Connections connections;
  private final Function<Request, ClientPlace> places;
  private final BooleanSupplier draining;
  private final HandshakeLimiter limiter;
  private final Traffic traffic;

  /**
   * Decides with an admission.
   *
   * @param places finds where a request comes from
   * @param draining whether nobody is let in any more
   * @param limiter how many are let in in a time
   */
  public Upgrade(
      AdmissionRule admission,
      Connections connections,
      Function<Request, ClientPlace> places,
      BooleanSupplier draining,
      HandshakeLimiter limiter,
      Traffic traffic) {
    this.admission = admission;
    this.connections = connections;
    this.places = places;
    this.draining = draining;
    this.limiter = limiter;
    this.traffic = traffic;
  }

  @Override
  public @Nullable Object createWebSocket(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    if (draining.getAsBoolean()) {
      unavailable(response, callback, DRAINING_RETRY, "draining");
      return null;
    }
    // Before anything that costs: an overrun server can still afford to say so.
    if (!limiter.admits()) {
      unavailable(response, callback, CROWDED_RETRY, "crowded");
      return null;
    }
    ClientPlace place = places.apply(request);
    AdmissionRule.Decision decision = admission.decide(BearerToken.of(request), place);
    if (decision instanceof AdmissionRule.Admitted admitted) {
      traffic.handshake("accepted");
      if (request.hasSubProtocol(BearerToken.PROTOCOL)) {
        response.setAcceptedSubProtocol(BearerToken.PROTOCOL);
      }
      return new SocketEndpoint(connections, admitted.claims(), place);
    }
    if (decision instanceof AdmissionRule.Later later) {
      unavailable(response, callback, later.retryAfter(), "unavailable");
    } else if (decision instanceof AdmissionRule.Refused refused) {
      refuse(response, callback, refused.status());
    }
    return null;
  }

  private void refuse(ServerUpgradeResponse response, Callback callback, int status) {
    if (status == HttpStatus.UNAUTHORIZED_401) {
      traffic.handshake("unauthorized");
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      answer(response, callback, status, "unauthorized", "the session token is not valid");
    } else {
      traffic.handshake("forbidden");
      answer(response, callback, status, "forbidden", "not from here");
    }
  }

  private void unavailable(
      ServerUpgradeResponse response, Callback callback, Duration retryAfter, String result) {
    traffic.handshake(result);
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
    answer(
        response,
        callback,
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "unavailable",
        "come back after the time in Retry-After");
  }

  private static void answer(
      Response response, Callback callback, int status, String code, String message) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    String body = "{\"error\":\"" + code + "\",\"message\":\"" + message + "\"}";
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
