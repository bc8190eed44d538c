package dev.holdfast.dialect;

import java.time.Instant;
import java.util.Map;

/**
 * A session with the tokens that open it. The tokens are secrets: they are read by name only and
 * never appear in {@link #toString()}.
 *
 * @param sessionToken opens connections; a secret
 * @param refreshToken exchanges for a new pair; a secret; empty where the backend gives none
 * @param sessionId the session's public name; empty where nobody tells it
 * @param userId whose session it is
 * @param issuedAt when the session token was issued
 * @param expiresAt until when it is valid
 * @param taken what else the dialect keeps of it, by name; secrets
 */
public record SessionGrant(
    String sessionToken,
    String refreshToken,
    String sessionId,
    String userId,
    Instant issuedAt,
    Instant expiresAt,
    Map<String, String> taken) {

  /** Refuses a grant that opens nothing. */
  public SessionGrant {
    taken = Map.copyOf(taken);
    if (sessionToken.isEmpty()) {
      throw new IllegalArgumentException("session_token must not be empty, got: an empty one");
    }
  }

  /** A session of which nothing else is kept. */
  public SessionGrant(
      String sessionToken,
      String refreshToken,
      String sessionId,
      String userId,
      Instant issuedAt,
      Instant expiresAt) {
    this(sessionToken, refreshToken, sessionId, userId, issuedAt, expiresAt, Map.of());
  }

  /** The same, whose user has that name where the backend tells none. */
  public SessionGrant of(String user) {
    return userId.isEmpty()
        ? new SessionGrant(sessionToken, refreshToken, sessionId, user, issuedAt, expiresAt, taken)
        : this;
  }

  /**
   * A session whose token is known from elsewhere: nobody says what it is called and how long it
   * lives, and nothing renews it.
   *
   * @param userId whose it is
   */
  public static SessionGrant known(String userId, String sessionToken) {
    return new SessionGrant(sessionToken, "", "", userId, Instant.EPOCH, Instant.EPOCH);
  }

  /** All but the tokens, and what may be one. */
  @Override
  public String toString() {
    return "SessionGrant[sessionToken=redacted, refreshToken=redacted, sessionId="
        + sessionId
        + ", userId="
        + userId
        + ", issuedAt="
        + issuedAt
        + ", expiresAt="
        + expiresAt
        + "]";
  }
}
