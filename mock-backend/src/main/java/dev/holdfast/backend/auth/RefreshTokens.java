package dev.holdfast.backend.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Refresh tokens: stored as hashes, used once, rotated (RFC 9700 section 4.14.2).
 *
 * <p>A token is {@code <family>.<secret>}. The family, itself secret, stays through all rotations
 * of a session, so that any token ever used is known as a used one at the cost of one entry a
 * session, however often it refreshes.
 */
final class RefreshTokens {
  private final RandomIds ids;
  private final AuthSettings settings;
  private final ConcurrentHashMap<String, Family> families = new ConcurrentHashMap<>();

  RefreshTokens(RandomIds ids, AuthSettings settings) {
    this.ids = ids;
    this.settings = settings;
  }

  /**
   * One session's line of refresh tokens.
   *
   * @param claims of the access token of the present pair
   * @param current hash of the one secret that is good
   * @param previous hash of the secret used last, empty before the first refresh
   * @param rotatedAt when it was used
   * @param expiresAt when the present token ends unused
   */
  private record Family(
      SessionClaims claims,
      String current,
      String previous,
      Instant rotatedAt,
      Instant expiresAt) {}

  /** What became of a refresh token that was handed in. */
  sealed interface Redemption {
    /** Taken: these claims and this token replace the old pair. */
    record Rotated(SessionClaims old, SessionClaims fresh, String token) implements Redemption {}

    /** Used before: by two hands, unless it was the client's own race. */
    record Reused(SessionClaims claims, boolean raced) implements Redemption {}

    /** Its time was over. */
    record Expired(SessionClaims claims) implements Redemption {}

    /** Not one of ours, or long forgotten. */
    record Unknown() implements Redemption {}
  }

  /** The first token of a session. */
  String issue(SessionClaims claims, Instant now) {
    String family = ids.id();
    String secret = ids.secret();
    families.put(
        TokenFingerprint.sha256(family),
        new Family(
            claims, TokenFingerprint.sha256(secret), "", now, now.plus(settings.refreshTtl())));
    return family + "." + secret;
  }

  /** Takes a token in; of several at once that hand in the same one, exactly one gets the next. */
  Redemption redeem(String token, Instant now, UnaryOperator<SessionClaims> renew) {
    int dot = token.indexOf('.');
    // Hashed even when there is no family to look up, so that both refusals cost the same.
    String name = dot < 0 ? token : token.substring(0, dot);
    String key = TokenFingerprint.sha256(name);
    String presented = TokenFingerprint.sha256(token.substring(dot + 1));
    Redemption[] outcome = {new Redemption.Unknown()};
    families.computeIfPresent(
        key,
        (hash, family) -> {
          if (!now.isBefore(family.expiresAt())) {
            outcome[0] = new Redemption.Expired(family.claims());
            return family;
          }
          if (!family.current().equals(presented)) {
            outcome[0] = new Redemption.Reused(family.claims(), raced(family, presented, now));
            return family;
          }
          String secret = ids.secret();
          SessionClaims fresh = renew.apply(family.claims());
          outcome[0] = new Redemption.Rotated(family.claims(), fresh, name + "." + secret);
          return new Family(
              fresh,
              TokenFingerprint.sha256(secret),
              presented,
              now,
              now.plus(settings.refreshTtl()));
        });
    return outcome[0];
  }

  private boolean raced(Family family, String presented, Instant now) {
    return family.previous().equals(presented)
        && now.isBefore(family.rotatedAt().plus(settings.reuseLeeway()));
  }

  /** The session whose refresh token this is or was; the token is not used up. */
  Optional<SessionClaims> sessionOf(String token) {
    int dot = token.indexOf('.');
    String key = TokenFingerprint.sha256(dot < 0 ? token : token.substring(0, dot));
    return Optional.ofNullable(families.get(key)).map(Family::claims);
  }

  boolean full() {
    return families.mappingCount() >= settings.maximumSessions();
  }

  long size() {
    return families.mappingCount();
  }

  /** Forgets the sessions whose refresh token and access token are both over. */
  void purge(Instant now) {
    families
        .values()
        .removeIf(family -> !now.isBefore(family.expiresAt()) && family.claims().expiredAt(now));
  }
}
