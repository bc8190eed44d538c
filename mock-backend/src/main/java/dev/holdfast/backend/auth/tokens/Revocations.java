package dev.holdfast.backend.auth.tokens;

import dev.holdfast.backend.store.KeyValueStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens and sessions that are no longer valid although their time is not over. Each entry is kept
 * until nothing that it forbids could be valid any more, and no longer.
 */
public final class Revocations {
  private final KeyValueStore<Instant> tokens;
  private final KeyValueStore<Instant> sessions;

  public Revocations(KeyValueStore<Instant> tokens, KeyValueStore<Instant> sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  public void supersede(SessionClaims claims) {
    tokens.change(claims.tokenId(), before -> Optional.of(claims.expiresAt()));
  }

  /** Whether the session was not revoked before. */
  public boolean revoke(String sessionId, Instant until) {
    return sessions.replace(sessionId, Optional.empty(), Optional.of(until));
  }

  public boolean revoked(String sessionId) {
    return sessions.get(sessionId).isPresent();
  }

  public Optional<RefusalReason> forbids(SessionClaims claims) {
    if (revoked(claims.sessionId())) {
      return Optional.of(RefusalReason.REVOKED);
    }
    return tokens.get(claims.tokenId()).map(until -> RefusalReason.SUPERSEDED);
  }

  public void purge(Instant now) {
    tokens.removeIf(until -> !now.isBefore(until));
    sessions.removeIf(until -> !now.isBefore(until));
  }

  public long size() {
    return tokens.size() + sessions.size();
  }
}
