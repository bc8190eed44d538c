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
    credentials.keepExpiring(lasting("short"), LIFE);

    assertThat(credentials.mustHaveExpiredFrom(LIFE) - before).isGreaterThan(LIFE.toNanos());
    assertThat(credentials.expiredFrom() - before).isGreaterThan(LIFE.toNanos());
    assertThat(credentials.isExpiredBy(credentials.mustHaveExpiredFrom(LIFE))).isTrue();
  }

  @Test
  void whereNobodySaysHowLongItLivesItIsAsLongAsWasAsked() {
    credentials.take(SessionGrant.known("ada", "own"));
    long now = System.nanoTime();

    assertThat(credentials.mustHaveExpiredFrom(LIFE) - now)
        .isGreaterThan(LIFE.minusSeconds(1).toNanos());
    assertThat(credentials.mustHaveExpiredFrom(LIFE) - now)
        .isLessThan(LIFE.plusSeconds(1).toNanos());
  }

  @Test
  void aLifeFarBeyondWhatWasAskedIsNotSatOut() {
    credentials.take(
        new SessionGrant("own", "", "s", "ada", ISSUED, ISSUED.plus(Duration.ofDays(1))));

    assertThat(credentials.mustHaveExpiredFrom(LIFE) - System.nanoTime())
        .isLessThan(Duration.ofMinutes(1).toNanos());
  }

  private static SessionGrant lasting(String token) {
    return new SessionGrant(token, "", "s", "ada", ISSUED, ISSUED.plus(LIFE));
  }
}
