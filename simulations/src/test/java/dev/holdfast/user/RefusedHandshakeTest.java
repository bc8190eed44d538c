package dev.holdfast.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.BackOff;
import dev.holdfast.plan.BackOffPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refused client is told, and how long it waits for it. */
final class RefusedHandshakeTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final BackOffPlan BACK_OFF =
      new BackOffPlan(BackOff.FIXED, Duration.ofMillis(100), Duration.ofSeconds(2));

  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource({
    "1, 1",
    "120, 120",
    "-5, 0",
    "'Sun, 1 Mar 2026 12:00:07 GMT', 7",
    "'Sun, 1 Mar 2026 11:00:00 GMT', 0"
  })
  void waitsAsLongAsTheServerAsks(String retryAfter, int seconds) {
    RefusedHandshake refused = refused(429, retryAfter);

    assertThat(pause(refused)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(refused.isBusy()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"soon", "''", "99999999999999"})
  void backsOffByItselfWhereTheServerAsksForNothingThatCanBeRead(String retryAfter) {
    assertThat(pause(refused(503, retryAfter))).isEqualTo(Duration.ofMillis(100));
    assertThat(pause(refused(503))).isEqualTo(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @CsvSource({"429, true", "503, true", "401, false", "403, false", "500, false", "307, false"})
  void onlyABusyServerIsAskedAgain(int status, boolean again) {
    assertThat(refused(status).isBusy()).isEqualTo(again);
  }

  @Test
  void tellsStatusAndWait() {
    assertThat(refused(429, "3").told())
        .isEqualTo("refused with 429 Too Many Requests, Retry-After 3 s");
    assertThat(refused(401).told()).isEqualTo("refused with 401 Unauthorized");
  }

  private static Duration pause(RefusedHandshake refused) {
    return refused.pause(BACK_OFF, 0, new SplittableRandom(1));
  }

  private static RefusedHandshake refused(int status, String retryAfter) {
    return RefusedHandshake.of(status, Optional.of(retryAfter), NOW);
  }

  private static RefusedHandshake refused(int status) {
    return RefusedHandshake.of(status, Optional.empty(), NOW);
  }
}
