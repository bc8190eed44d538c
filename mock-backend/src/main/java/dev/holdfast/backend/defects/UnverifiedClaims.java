package dev.holdfast.backend.defects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** Believes what a token says without asking who signed it, or when: the classic mistake. */
final class UnverifiedClaims {
  private static final Duration LIFE = Duration.ofHours(1);

  private final InstantSource clock;
  private final ObjectMapper json = new ObjectMapper();

  UnverifiedClaims(InstantSource clock) {
    this.clock = clock;
  }

  /** The claims, as if valid from now for an hour; empty if the token says nothing readable. */
  Optional<SessionClaims> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
      Instant now = clock.instant();
      return Optional.of(
          new SessionClaims(
              claims.path("sid").asText(),
              claims.path("sub").asText(),
              claims.path("jti").asText(),
              now,
              now.plus(LIFE)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
