package dev.holdfast.backend.auth.audit;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.auth.tokens.Verification;

/** Checks tokens for the edge, which knows where they come from, and audits every refusal. */
public final class AuditedVerifier {
  private final TokenVerifier verifier;
  private final AuditLog audit;

  /** Checks with {@code verifier} and notes in {@code audit}. */
  public AuditedVerifier(TokenVerifier verifier, AuditLog audit) {
    this.verifier = verifier;
    this.audit = audit;
  }

  /**
   * Checks one token.
   *
   * @param token the token as the client sent it, possibly empty
   * @param sourceIp the client's {@link ClientPlace#ip()}
   */
  public Verification verify(String token, String sourceIp) {
    Verification verification = verifier.verify(token);
    if (verification instanceof Verification.Refused refused) {
      audit.tokenRefused(token, refused, sourceIp);
    }
    return verification;
  }
}
