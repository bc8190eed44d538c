package dev.holdfast.backend.auth.tokens;

import java.time.Instant;

/**
 * What a valid session token says.
 *
 * @param sessionId the session that the token opens, never empty
 * @param userId the user whose session it is, never empty
 * @param tokenId unique among tokens, never empty; a refreshed token has another one
 * @param issuedAt when it was issued, in whole seconds
 * @param expiresAt the first instant at which it is no longer valid, in whole seconds
 */
public record SessionClaims(
    String sessionId, String userId, String tokenId, Instant issuedAt, Instant expiresAt) {

  /**
   * @throws IllegalArgumentException if an identifier is empty or the token ends before it begins
   */
  public SessionClaims {
    requireText("sessionId", sessionId);
    requireText("userId", userId);
    requireText("tokenId", tokenId);
    if (expiresAt.isBefore(issuedAt)) {
      throw new IllegalArgumentException(
          "expiresAt must not be before issuedAt " + issuedAt + ", got: " + expiresAt);
    }
  }

  /** Whether the token has ended at that instant: from {@code expiresAt} on, without grace. */
  public boolean expiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  private static void requireText(String key, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(key + " must not be empty");
    }
  }
}
