package dev.holdfast.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An HTTP response, complete before it is sent. Also what refuses an upgrade. */
public final class HttpAnswer {
  private static final String JSON = "application/json";
  private static final HttpAnswer UNAUTHORIZED =
      refusal(401, "unauthorized", "the token is not valid").with("WWW-Authenticate", "Bearer");

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** The one refusal of every token, whatever is wrong with it: the same byte for byte. */
  public static HttpAnswer unauthorized() {
    return UNAUTHORIZED;
  }

  /** Come back later: 503 with {@code Retry-After} in seconds, rounded up. */
  public static HttpAnswer unavailable(Duration retryAfter) {
    return refusal(503, "unavailable", "not possible now, try again later")
        .with("Retry-After", seconds(retryAfter));
  }

  /** Too much from one address: 429 with {@code Retry-After} in seconds, rounded up. */
  public static HttpAnswer rateLimited(Duration retryAfter) {
    return refusal(429, "rate_limited", "too many failed attempts, try again later")
        .with("Retry-After", seconds(retryAfter));
  }

  static HttpAnswer json(int status, JsonNode body) {
    return text(status, JSON, body.toString());
  }

  static HttpAnswer text(int status, String contentType, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    // Answers carry tokens and session data: RFC 6749 section 5.1.
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static HttpAnswer empty(int status) {
    return new HttpAnswer(status, Map.of("Cache-Control", "no-store"), new byte[0]);
  }

  static HttpAnswer refusal(int status, String code, String message) {
    return json(
        status, JsonNodeFactory.instance.objectNode().put("error", code).put("message", message));
  }

  static HttpAnswer notFound() {
    return refusal(404, "not_found", "there is nothing here");
  }

  HttpAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, more, body);
  }

  int status() {
    return status;
  }

  /** Sends it; completes the callback when it is written or cannot be. */
  public void send(Response response, Callback callback) {
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    if (status != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
  }
}
