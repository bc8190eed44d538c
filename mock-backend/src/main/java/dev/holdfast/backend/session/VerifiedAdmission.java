package dev.holdfast.backend.session;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.audit.AuditedVerifier;
import dev.holdfast.backend.auth.tokens.Verification;

/** Lets in whoever has a valid token, from wherever. */
public final class VerifiedAdmission implements AdmissionRule {
  private static final int UNAUTHORIZED = 401;

  private final AuditedVerifier verifier;

  /** Asks this verifier. */
  public VerifiedAdmission(AuditedVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Decision decide(String token, ClientPlace place) {
    Verification verification = verifier.verify(token, place.ip());
    if (verification instanceof Verification.Valid valid) {
      return new Admitted(valid.claims());
    }
    if (verification instanceof Verification.Unavailable unavailable) {
      return new Later(unavailable.retryAfter());
    }
    return new Refused(UNAUTHORIZED);
  }
}
