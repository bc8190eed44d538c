package dev.holdfast.backend.auth.tokens;

import dev.holdfast.backend.store.KeyValueStore;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Refresh tokens: stored as hashes, used once, rotated (RFC 9700 section 4.14.2).
 *
 * <p>A token is {@code <family>.<secret>}. The family, itself secret, stays through all rotations
 * of a session, so that any token ever used is known as a used one at the cost of one entry a
 * session, however often it refreshes.
 */
public final class RefreshTokens {
  private static final Redemption UNKNOWN = new Redemption.Unknown();

  private final RandomIds ids;
  private final AuthSettings settings;
  private final KeyValueStore<RefreshFamily> families;

  public RefreshTokens(
      KeyValueStore<RefreshFamily> families, RandomIds ids, AuthSettings settings) {
    this.families = families;
    this.ids = ids;
    this.settings = settings;
  }

  /** What became of a refresh token that was handed in. */
  public sealed interface Redemption {
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
  public String issue(SessionClaims claims, Instant now) {
    String family = ids.id();
    String secret = ids.secret();
    RefreshFamily first =
        new RefreshFamily(
            claims, TokenFingerprint.sha256(secret), "", now, now.plus(settings.refreshTtl()));
    families.replace(TokenFingerprint.sha256(family), Optional.empty(), Optional.of(first));
    return family + "." + secret;
  }

  /** Takes a token in; of several at once that hand in the same one, exactly one gets the next. */
  public Redemption redeem(String token, Instant now, UnaryOperator<SessionClaims> renew) {
    int dot = token.indexOf('.');
    // Hashed even when there is no family to look up, so that both refusals cost the same.
    String name = dot < 0 ? token : token.substring(0, dot);
    String key = TokenFingerprint.sha256(name);
    String presented = TokenFingerprint.sha256(token.substring(dot + 1));
    Redemption[] outcome = {UNKNOWN};
    families.change(
        key,
        known -> {
          outcome[0] =
              known.map(family -> redeemed(family, name, presented, now, renew)).orElse(UNKNOWN);
          return outcome[0] instanceof Redemption.Rotated rotated
              ? Optional.of(
                  new RefreshFamily(
                      rotated.fresh(),
                      TokenFingerprint.sha256(rotated.token().substring(name.length() + 1)),
                      presented,
                      now,
                      now.plus(settings.refreshTtl())))
              : known;
        });
    return outcome[0];
  }

  private Redemption redeemed(
      RefreshFamily family,
      String name,
      String presented,
      Instant now,
      UnaryOperator<SessionClaims> renew) {
    if (!now.isBefore(family.expiresAt())) {
      return new Redemption.Expired(family.claims());
    }
    if (!family.current().equals(presented)) {
      return new Redemption.Reused(family.claims(), raced(family, presented, now));
    }
    return new Redemption.Rotated(
        family.claims(), renew.apply(family.claims()), name + "." + ids.secret());
  }

  private boolean raced(RefreshFamily family, String presented, Instant now) {
    return family.previous().equals(presented)
        && now.isBefore(family.rotatedAt().plus(settings.reuseLeeway()));
  }

  /** The session whose refresh token this is or was; the token is not used up. */
  public Optional<SessionClaims> sessionOf(String token) {
    int dot = token.indexOf('.');
    String key = TokenFingerprint.sha256(dot < 0 ? token : token.substring(0, dot));
    return families.get(key).map(RefreshFamily::claims);
  }

  public boolean full() {
    return families.size() >= settings.maximumSessions();
  }

  public long size() {
    return families.size();
  }

  public void forget(Set<String> sessionIds) {
    families.removeIf(family -> sessionIds.contains(family.claims().sessionId()));
  }

  /** Forgets the sessions whose refresh token and access token are both over. */
  public void purge(Instant now) {
    families.removeIf(
        family -> !now.isBefore(family.expiresAt()) && family.claims().expiredAt(now));
  }
}
