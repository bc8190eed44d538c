package dev.holdfast.backend.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens and sessions that are no longer valid although their time is not over. Each entry is kept
 * until nothing that it forbids could be valid any more, and no longer.
 */
final class Revocations {
  private final ConcurrentHashMap<String, Instant> tokens = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Instant> sessions = new ConcurrentHashMap<>();

  void supersede(SessionClaims claims) {
    tokens.put(claims.tokenId(), claims.expiresAt());
  }

  /** Whether the session was not revoked before. */
  boolean revoke(String sessionId, Instant until) {
    return sessions.putIfAbsent(sessionId, until) == null;
  }

  boolean revoked(String sessionId) {
    return sessions.containsKey(sessionId);
  }

  Optional<RefusalReason> forbids(SessionClaims claims) {
    if (revoked(claims.sessionId())) {
      return Optional.of(RefusalReason.REVOKED);
    }
    return tokens.containsKey(claims.tokenId())
        ? Optional.of(RefusalReason.SUPERSEDED)
        : Optional.empty();
  }

  void purge(Instant now) {
    tokens.values().removeIf(until -> !now.isBefore(until));
    sessions.values().removeIf(until -> !now.isBefore(until));
  }

  long size() {
    return tokens.mappingCount() + sessions.mappingCount();
  }
}
