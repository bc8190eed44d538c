package dev.holdfast.dialect.holdfast;

import static dev.holdfast.dialect.holdfast.JsonCursor.required;

import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of the native dialect's HTTP answers; by the cursor of its frames, whose
 * refusals quote no token.
 */
final class NativeBodies {

  /** Reads one body. */
  private interface Reading<T> {
    T read(JsonCursor json) throws IOException;
  }

  private NativeBodies() {}

  static SessionGrant session(String body) {
    return read("session answer", body, NativeBodies::grant);
  }

  static TokenStatus tokenStatus(String body) {
    return read("introspection answer", body, NativeBodies::status);
  }

  private static SessionGrant grant(JsonCursor json) throws IOException {
    String token = null;
    String refresh = null;
    String session = null;
    String user = null;
    Instant issued = null;
    Instant expires = null;
    while (json.next()) {
      switch (json.key()) {
        case "session_token" -> token = json.text();
        case "refresh_token" -> refresh = json.text();
        case "session_id" -> session = json.text();
        case "user_id" -> user = json.text();
        case "issued_at" -> issued = instant(json);
        case "expires_at" -> expires = instant(json);
        default -> json.skip();
      }
    }
    return new SessionGrant(
        required("session_token", token),
        required("refresh_token", refresh),
        named("session_id", session),
        required("user_id", user),
        required("issued_at", issued),
        required("expires_at", expires));
  }

  private static String named(String key, @Nullable String name) {
    if (required(key, name).isEmpty()) {
      throw new IllegalArgumentException(key + " must not be empty, got: an empty one");
    }
    return required(key, name);
  }

  private static TokenStatus status(JsonCursor json) throws IOException {
    Boolean active = null;
    String session = null;
    String user = null;
    List<String> places = new ArrayList<>();
    while (json.next()) {
      switch (json.key()) {
        case "active" -> active = json.flag();
        case "session_id" -> session = json.text();
        case "user_id" -> user = json.text();
        case "places" -> {
          json.enterArray();
          while (json.nextElement()) {
            places.add(json.text());
          }
        }
        default -> json.skip();
      }
    }
    return new TokenStatus(required("active", active), session, user, places);
  }

  private static Instant instant(JsonCursor json) throws IOException {
    String text = json.text();
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableJson(json.key() + " must be an ISO-8601 instant, got: another text");
    }
  }

  private static <T> T read(String what, String body, Reading<T> reading) {
    try (JsonCursor json = new JsonCursor(body)) {
      json.begin();
      T value = reading.read(json);
      json.end();
      return value;
    } catch (UnreadableJson e) {
      // Without its cause: what a JSON parser says may quote the body, and the body holds tokens.
      throw new IllegalArgumentException(what + ": " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " must be JSON, got: something else");
    }
  }
}
