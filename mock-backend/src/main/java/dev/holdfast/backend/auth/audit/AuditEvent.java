package dev.holdfast.backend.auth.audit;

import dev.holdfast.backend.auth.tokens.RefusalReason;
import dev.holdfast.backend.auth.tokens.TokenFingerprint;
import java.time.Instant;
import java.util.Locale;

/**
 * One security event. Holds no token, only its fingerprint.
 *
 * @param type what happened
 * @param severity how much it matters
 * @param at when
 * @param sourceIp where it came from; empty if not known
 * @param userId whom it concerns, if a signature of ours says so; else empty
 * @param fingerprint the token's {@link TokenFingerprint}
 * @param reason the code of the {@link RefusalReason}; empty if nothing was refused
 */
public record AuditEvent(
    Type type,
    Severity severity,
    Instant at,
    String sourceIp,
    String userId,
    String fingerprint,
    String reason) {

  /** The closed list of what is audited. */
  public enum Type {
    /** A session token was refused. */
    TOKEN_REFUSED,
    /** A refresh token was refused. */
    REFRESH_REFUSED,
    /** A used refresh token came again: two hands hold it, and its session was revoked. */
    REFRESH_REUSED,
    /** A session was revoked on request. */
    SESSION_REVOKED;

    /** The name in metrics and answers, such as {@code token_refused}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
