package dev.holdfast.user.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.dialect.SessionGrant;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From when on a token must open nothing. */
final class CredentialsTest {

  private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LIFE = Duration.ofSeconds(4);

  private final Credentials credentials = new Credentials();

  @Test
  void aTokenCountsAsExpiredSomewhatLaterThanItsLifeAfterItCame() {
    long before = System.nanoTime();
    credentials.take(lasting("own"));
    credentials.keepExpiring(lasting("short"));

    assertThat(credentials.mustHaveExpiredFrom() - before).isGreaterThan(LIFE.toNanos());
    assertThat(credentials.expiredFrom() - before).isGreaterThan(LIFE.toNanos());
    assertThat(credentials.isExpiredBy(credentials.mustHaveExpiredFrom())).isTrue();
  }

  /** Where nobody says how long it lives, there is nothing to wait for. */
  @Test
  void aTokenOfUnknownLifeIsNotWaitedFor() {
    credentials.take(SessionGrant.known("ada", "own"));

    assertThat(credentials.mustHaveExpiredFrom() - System.nanoTime())
        .isLessThan(Duration.ofSeconds(1).toNanos());
  }

  private static SessionGrant lasting(String token) {
    return new SessionGrant(token, "", "s", "ada", ISSUED, ISSUED.plus(LIFE));
  }
}
