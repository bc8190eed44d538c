package dev.holdfast.backend.auth;

import dev.holdfast.backend.store.KeyValueStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens and sessions that are no longer valid although their time is not over. Each entry is kept
 * until nothing that it forbids could be valid any more, and no longer.
 */
final class Revocations {
  private final KeyValueStore<Instant> tokens;
  private final KeyValueStore<Instant> sessions;

  Revocations(KeyValueStore<Instant> tokens, KeyValueStore<Instant> sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  void supersede(SessionClaims claims) {
    tokens.change(claims.tokenId(), before -> Optional.of(claims.expiresAt()));
  }

  /** Whether the session was not revoked before. */
  boolean revoke(String sessionId, Instant until) {
    return sessions.replace(sessionId, Optional.empty(), Optional.of(until));
  }

  boolean revoked(String sessionId) {
    return sessions.get(sessionId).isPresent();
  }

  Optional<RefusalReason> forbids(SessionClaims claims) {
    if (revoked(claims.sessionId())) {
      return Optional.of(RefusalReason.REVOKED);
    }
    return tokens.get(claims.tokenId()).map(until -> RefusalReason.SUPERSEDED);
  }

  void purge(Instant now) {
    tokens.removeIf(until -> !now.isBefore(until));
    sessions.removeIf(until -> !now.isBefore(until));
  }

  long size() {
    return tokens.size() + sessions.size();
  }
}
