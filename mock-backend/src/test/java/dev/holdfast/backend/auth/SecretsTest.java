package dev.holdfast.backend.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.backend.auth.tokens.AuthSettings;
import dev.holdfast.backend.auth.tokens.IssuedSession;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.SigningKey;
import dev.holdfast.backend.auth.tokens.Verification;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void saysWhatIsWrongWithAShortKeyButNotTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.of("short-and-secret"))
        .withMessage(
            "holdfast.backend.jwt-secret must be at least 32 bytes, got: 16 bytes;"
                + " make one with: openssl rand -base64 48");
    SigningKey.of("x".repeat(32));
    assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of("x".repeat(31)));
  }

  @Test
  void countsBytesAndNotCharacters() {
    assertThat(SigningKey.of("é".repeat(16))).hasToString("SigningKey[***]");
  }

  @Test
  void makesADifferentKeyEveryTime() {
    SecureRandom random = new SecureRandom();
    assertThat(SigningKey.random(random).secret()).isNotEqualTo(SigningKey.random(random).secret());
  }

  @Test
  void keepsSecretsOutOfTextualForms() {
    Fixture fixture = new Fixture();
    IssuedSession issued = fixture.open("u-1");
    assertThat(issued.toString())
        .doesNotContain(issued.sessionToken(), issued.refreshToken())
        .contains("u-1");
    assertThat(fixture.settings.toString()).doesNotContain(Fixture.SECRET);
  }

  @Test
  void refusesSettingsOutOfRange() {
    AuthSettings good = AuthSettings.of(SigningKey.of(Fixture.SECRET));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> good.between(" ", "you"))
        .withMessage("issuer must not be blank, got: ' '");
    assertThatIllegalArgumentException().isThrownBy(() -> good.between("me", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> good.withMaximumSessions(0))
        .withMessage("maximum-sessions must be at least 1, got: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> good.withReuseLeeway(Duration.ofMillis(-1)))
        .withMessage("reuse-leeway must be at least 0 ms, got: -1 ms");
    Duration minute = Duration.ofMinutes(1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AuthSettings(
                    good.key(), "i", "a", minute.plusSeconds(1), minute, minute, minute, 1))
        .withMessage("default-ttl must be at most maximum-ttl PT1M, got: PT1M1S");
  }

  @Test
  void refusesClaimsThatCannotBe() {
    Instant now = Instant.EPOCH;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionClaims("", "u", "t", now, now))
        .withMessage("sessionId must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionClaims("s", "u", "t", now, now.minusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verification.Unavailable(Duration.ofMillis(999)))
        .withMessage("retryAfter must be at least 1 s, got: PT0.999S");
  }
}
