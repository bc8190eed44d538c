package dev.holdfast.backend.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What an auth service answered.
 *
 * @param claims of the token; empty if it is not active
 */
record IntrospectionAnswer(Optional<SessionClaims> claims) {

  /**
   * Reads an answer.
   *
   * @param tokenId names the token; the answer does not
   * @throws IllegalArgumentException if it is not the protocol's answer
   */
  static IntrospectionAnswer read(JsonNode answer, String tokenId) {
    JsonNode active = answer.path("active");
    if (!active.isBoolean()) {
      throw new IllegalArgumentException("active must be a boolean");
    }
    if (!active.booleanValue()) {
      return new IntrospectionAnswer(Optional.empty());
    }
    return new IntrospectionAnswer(
        Optional.of(
            new SessionClaims(
                text(answer, "session_id"),
                text(answer, "user_id"),
                tokenId,
                instant(answer, "issued_at"),
                instant(answer, "expires_at"))));
  }

  private static String text(JsonNode answer, String key) {
    JsonNode value = answer.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(key + " must be a string");
    }
    return value.textValue();
  }

  private static Instant instant(JsonNode answer, String key) {
    try {
      return Instant.parse(text(answer, key));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(key + " must be an ISO-8601 instant", e);
    }
  }
}
