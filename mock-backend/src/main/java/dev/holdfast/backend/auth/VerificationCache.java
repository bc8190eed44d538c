package dev.holdfast.backend.auth;

import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.TokenFingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers for a while which tokens were found good, by hash; never which were not. */
final class VerificationCache {
  private static final int LARGEST = 50_000;

  private final Duration keep;
  private final Map<String, Kept> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > LARGEST;
        }
      };

  private record Kept(SessionClaims claims, Instant until) {}

  /**
   * @throws IllegalArgumentException if {@code keep} is negative
   */
  VerificationCache(Duration keep) {
    if (keep.isNegative()) {
      throw new IllegalArgumentException("cache must be at least 0 s, got: " + keep);
    }
    this.keep = keep;
  }

  synchronized Optional<SessionClaims> get(String token, Instant now) {
    if (keep.isZero()) {
      return Optional.empty();
    }
    String key = TokenFingerprint.sha256(token);
    Kept entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (!now.isBefore(entry.until()) || entry.claims().expiredAt(now)) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.claims());
  }

  synchronized void put(String token, SessionClaims claims, Instant now) {
    if (!keep.isZero()) {
      entries.put(TokenFingerprint.sha256(token), new Kept(claims, now.plus(keep)));
    }
  }
}
