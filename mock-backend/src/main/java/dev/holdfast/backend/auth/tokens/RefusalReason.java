package dev.holdfast.backend.auth.tokens;

import java.util.Locale;

/** Why a token was refused: a closed list, for metrics and audit. */
public enum RefusalReason {
  /** Not three parts of base64url and JSON, or a claim is missing. */
  MALFORMED,
  /** Unsigned, encrypted, compressed, or with a header that demands more than we do. */
  UNSUPPORTED,
  /** Signed with another key or another algorithm than HS256, or changed after it was signed. */
  SIGNATURE,
  /** Issued by somebody else. */
  ISSUER,
  /** Issued for somebody else. */
  AUDIENCE,
  /** Its time is over. */
  EXPIRED,
  /** A newer token of the session has taken its place. */
  SUPERSEDED,
  /** Its session was revoked. */
  REVOKED,
  /** The auth service says no, and not why. */
  INACTIVE,
  /** A refresh token that was never issued or has been purged. */
  UNKNOWN,
  /** A refresh token that was used before. */
  REUSED;

  /** The name in metrics and audit events, such as {@code expired}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
