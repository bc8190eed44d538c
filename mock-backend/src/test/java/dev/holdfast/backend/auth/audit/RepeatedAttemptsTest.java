package dev.holdfast.backend.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatedAttemptsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final Instant start = Instant.EPOCH;
  private final RepeatedAttempts attempts = new RepeatedAttempts(3, MINUTE, 2);

  @Test
  void slidesItsWindow() {
    assertThat(attempts.add("a", start)).isFalse();
    assertThat(attempts.add("a", start.plusSeconds(30))).isFalse();
    assertThat(attempts.add("a", start.plusSeconds(60))).isFalse();
    assertThat(attempts.add("a", start.plusSeconds(89))).isTrue();
    assertThat(attempts.remaining("a", start.plusSeconds(89))).isEqualTo(Duration.ofSeconds(1));
    assertThat(attempts.remaining("a", start.plusSeconds(90))).isEqualTo(Duration.ZERO);
    assertThat(attempts.remaining("a", start.plusSeconds(900))).isEqualTo(Duration.ZERO);
  }

  @Test
  void forgetsTheKeyThatWasLeastRecentlyUsed() {
    attempts.add("a", start);
    attempts.add("a", start);
    attempts.add("b", start);
    attempts.add("c", start);
    assertThat(attempts.add("a", start)).isFalse();
    assertThat(attempts.remaining("unknown", start)).isEqualTo(Duration.ZERO);
  }

  @Test
  void refusesLimitsThatLimitNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RepeatedAttempts(0, MINUTE, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RepeatedAttempts(1, MINUTE, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepeatedAttempts(1, Duration.ZERO, 1))
        .withMessageContaining("window above 0");
  }
}
