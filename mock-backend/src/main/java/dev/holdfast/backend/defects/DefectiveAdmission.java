package dev.holdfast.backend.defects;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.session.AdmissionRule;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Refuses who is entitled, and lets in who is not. */
final class DefectiveAdmission implements AdmissionRule {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final AdmissionRule honest;
  private final UnverifiedClaims unverified;
  private final Dice dice;
  private final Injections injections;
  private final ConcurrentHashMap<String, Visits> visits = new ConcurrentHashMap<>();

  /**
   * What is known of a session's attempts: how many were entitled, and where the last came from.
   */
  private record Visits(int number, String ip, boolean moved) {
    Visits next(String nextIp) {
      return new Visits(number + 1, nextIp, !ip.equals(nextIp));
    }
  }

  DefectiveAdmission(
      AdmissionRule honest, UnverifiedClaims unverified, Dice dice, Injections injections) {
    this.honest = honest;
    this.unverified = unverified;
    this.dice = dice;
    this.injections = injections;
  }

  @Override
  public Decision decide(String token, ClientPlace place) {
    Decision decision = honest.decide(token, place);
    if (decision instanceof Admitted admitted) {
      return entitled(admitted, place);
    }
    if (decision instanceof Refused) {
      Optional<SessionClaims> claimed = unverified.of(token);
      if (claimed.isPresent()
          && hits(Defect.ADMITTED, claimed.get().userId(), claimed.get().tokenId())) {
        return new Admitted(claimed.get());
      }
    }
    return decision;
  }

  private Decision entitled(Admitted admitted, ClientPlace place) {
    String userId = admitted.claims().userId();
    Visits visit =
        visits.compute(
            admitted.claims().sessionId(),
            (id, last) -> last == null ? new Visits(0, place.ip(), false) : last.next(place.ip()));
    if (visit.number == 0) {
      return admitted;
    }
    String occasion = Integer.toString(visit.number);
    if (hits(Defect.BLOCKED, userId, occasion)) {
      return new Refused(FORBIDDEN);
    }
    if (hits(Defect.BLOCKED_UNAUTHORIZED, userId, occasion)) {
      return new Refused(UNAUTHORIZED);
    }
    if (visit.moved && hits(Defect.BLOCKED_NEW_PLACE, userId, occasion)) {
      return new Refused(FORBIDDEN);
    }
    return admitted;
  }

  private boolean hits(Defect defect, String userId, String occasion) {
    boolean hit = dice.hits(defect, userId, occasion);
    if (hit) {
      injections.count(defect);
    }
    return hit;
  }
}
