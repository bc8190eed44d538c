package dev.holdfast.backend.defects;

import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.auth.tokens.Verification;
import java.util.Optional;

/** Takes some tokens that it should refuse. */
record CredulousVerifier(
    TokenVerifier honest, UnverifiedClaims unverified, Dice dice, Injections injections)
    implements TokenVerifier {

  @Override
  public Verification verify(String token) {
    Verification verification = honest.verify(token);
    if (verification instanceof Verification.Refused) {
      Optional<SessionClaims> claimed = unverified.of(token);
      if (claimed.isPresent() && hits(claimed.get())) {
        return new Verification.Valid(claimed.get());
      }
    }
    return verification;
  }

  private boolean hits(SessionClaims claims) {
    boolean hit = dice.hits(Defect.FORGED_REFRESH, claims.userId(), claims.tokenId());
    if (hit) {
      injections.count(Defect.FORGED_REFRESH);
    }
    return hit;
  }
}
