package dev.holdfast.backend.auth.tokens;

import java.time.Duration;

/**
 * How session tokens are issued and judged.
 *
 * @param key signs and verifies access tokens
 * @param issuer the {@code iss} claim, never empty
 * @param audience the {@code aud} claim, never empty
 * @param defaultTtl an access token's life when the client does not ask for one; 1 s to {@code
 *     maximumTtl}
 * @param maximumTtl the longest life that a client may ask for, at least 1 s
 * @param refreshTtl how long an unused refresh token lives, at least 1 s
 * @param reuseLeeway how long after a refresh the token just used is taken for the client's own
 *     race (refused, session kept) and not for theft (session revoked); 0 means never
 * @param maximumSessions how many sessions are kept at once, at least 1
 */
public record AuthSettings(
    SigningKey key,
    String issuer,
    String audience,
    Duration defaultTtl,
    Duration maximumTtl,
    Duration refreshTtl,
    Duration reuseLeeway,
    int maximumSessions) {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AuthSettings {
    requireText("issuer", issuer);
    requireText("audience", audience);
    requireAtLeast("maximum-ttl", maximumTtl, SECOND);
    requireAtLeast("default-ttl", defaultTtl, SECOND);
    requireAtLeast("refresh-ttl", refreshTtl, SECOND);
    requireAtLeast("reuse-leeway", reuseLeeway, Duration.ZERO);
    if (defaultTtl.compareTo(maximumTtl) > 0) {
      throw new IllegalArgumentException(
          "default-ttl must be at most maximum-ttl " + maximumTtl + ", got: " + defaultTtl);
    }
    if (maximumSessions < 1) {
      throw new IllegalArgumentException(
          "maximum-sessions must be at least 1, got: " + maximumSessions);
    }
  }

  /**
   * The protocol's own values: issuer {@code holdfast-auth}, audience {@code holdfast-agent}, 15
   * minutes by default, at most 7 days, refresh within 24 hours, 1 s leeway, a million sessions.
   */
  public static AuthSettings of(SigningKey key) {
    return new AuthSettings(
        key,
        "holdfast-auth",
        "holdfast-agent",
        Duration.ofMinutes(15),
        Duration.ofDays(7),
        Duration.ofHours(24),
        SECOND,
        1_000_000);
  }

  /** The same with another issuer and audience. */
  public AuthSettings between(String newIssuer, String newAudience) {
    return new AuthSettings(
        key,
        newIssuer,
        newAudience,
        defaultTtl,
        maximumTtl,
        refreshTtl,
        reuseLeeway,
        maximumSessions);
  }

  /** The same with tokens of another life, for clients who ask for none. */
  public AuthSettings withDefaultTtl(Duration life) {
    return new AuthSettings(
        key, issuer, audience, life, maximumTtl, refreshTtl, reuseLeeway, maximumSessions);
  }

  /** The same with another leeway. */
  public AuthSettings withReuseLeeway(Duration leeway) {
    return new AuthSettings(
        key, issuer, audience, defaultTtl, maximumTtl, refreshTtl, leeway, maximumSessions);
  }

  /** The same with another limit of sessions. */
  public AuthSettings withMaximumSessions(int limit) {
    return new AuthSettings(
        key, issuer, audience, defaultTtl, maximumTtl, refreshTtl, reuseLeeway, limit);
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank, got: '" + value + "'");
    }
  }

  private static void requireAtLeast(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          name + " must be at least " + least.toMillis() + " ms, got: " + value.toMillis() + " ms");
    }
  }
}
