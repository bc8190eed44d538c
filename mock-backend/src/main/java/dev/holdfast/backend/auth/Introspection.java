package dev.holdfast.backend.auth;

import dev.holdfast.backend.auth.tokens.SessionClaims;
import java.util.List;
import java.util.Optional;

/**
 * What the auth service tells about a token (after RFC 7662): everything if it is active, nothing
 * else.
 *
 * @param claims what the token says; empty if it is not active
 * @param places where its session was seen, oldest first; empty if it is not active
 */
public record Introspection(Optional<SessionClaims> claims, List<ClientPlace> places) {

  /** The one answer about every token that is not active. */
  public static final Introspection INACTIVE = new Introspection(Optional.empty(), List.of());

  /** Keeps its own copy of the places. */
  public Introspection {
    places = List.copyOf(places);
  }

  /** Whether the token opens its session now. */
  public boolean active() {
    return claims.isPresent();
  }
}
