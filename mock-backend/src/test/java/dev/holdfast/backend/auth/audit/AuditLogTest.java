package dev.holdfast.backend.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.backend.auth.Fixture;
import dev.holdfast.backend.auth.tokens.TokenFingerprint;
import dev.holdfast.backend.auth.tokens.Verification;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  private final Fixture fixture = new Fixture();
  private final AuditLog audit = fixture.audit;
  private final AuditedVerifier verifier = new AuditedVerifier(fixture.auth, audit);

  private Severity attemptFrom(String ip) {
    verifier.verify("nonsense", ip);
    return audit.latest(1).get(0).severity();
  }

  @Test
  void notesARefusalByFingerprintAndNeverTheToken() {
    String token = fixture.open("u-1").sessionToken();
    fixture.clock.add(Fixture.TTL);
    verifier.verify(token, "203.0.113.7");
    assertThat(audit.latest(10))
        .containsExactly(
            new AuditEvent(
                AuditEvent.Type.TOKEN_REFUSED,
                Severity.HIGH,
                fixture.clock.instant(),
                "203.0.113.7",
                "u-1",
                TokenFingerprint.of(token),
                "expired"));
    assertThat(audit.latest(10).toString()).doesNotContain(token);
  }

  @Test
  void namesATokenByTheFirstSixteenDigitsOfItsHash() {
    assertThat(TokenFingerprint.of("abc")).isEqualTo("ba7816bf8f01cfea");
  }

  @Test
  void notesNothingOfATokenThatIsGood() {
    verifier.verify(fixture.open("u-1").sessionToken(), "203.0.113.7");
    assertThat(audit.latest(10)).isEmpty();
  }

  @Test
  void becomesCriticalAtTheFifthAttemptFromOneAddress() {
    for (int i = 0; i < 4; i++) {
      assertThat(attemptFrom("203.0.113.7")).isEqualTo(Severity.HIGH);
    }
    assertThat(attemptFrom("203.0.113.8")).isEqualTo(Severity.HIGH);
    assertThat(attemptFrom("203.0.113.7")).isEqualTo(Severity.CRITICAL);
    assertThat(attemptFrom("203.0.113.7")).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void becomesCriticalAtTheFifthAttemptOnOneUserWhereverFrom() {
    String token = fixture.open("u-1").sessionToken();
    fixture.clock.add(Fixture.TTL);
    for (int i = 0; i < 5; i++) {
      verifier.verify(token, "10.0.0." + i);
    }
    assertThat(audit.latest(5))
        .extracting(AuditEvent::severity)
        .containsExactly(
            Severity.CRITICAL, Severity.HIGH, Severity.HIGH, Severity.HIGH, Severity.HIGH);
  }

  @Test
  void forgivesAttemptsThatAreTenMinutesOld() {
    for (int i = 0; i < 4; i++) {
      attemptFrom("203.0.113.7");
    }
    fixture.clock.add(Duration.ofMinutes(10));
    assertThat(attemptFrom("203.0.113.7")).isEqualTo(Severity.HIGH);
  }

  @Test
  void countsRefusedRefreshTokensAlike() {
    for (int i = 0; i < 5; i++) {
      fixture.auth.refresh("nonsense", "203.0.113.7");
    }
    assertThat(audit.latest(1).get(0).type()).isEqualTo(AuditEvent.Type.REFRESH_REFUSED);
    assertThat(audit.latest(1).get(0).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void countsEveryEventButKeepsOnlyTheLatest() {
    for (int i = 0; i < 250; i++) {
      verifier.verify("nonsense-" + i, "10.0." + i + ".1");
    }
    assertThat(audit.latest(1000)).hasSize(100);
    assertThat(audit.latest(1).get(0).fingerprint()).isEqualTo(TokenFingerprint.of("nonsense-249"));
    assertThat(
            fixture
                .metrics
                .get("holdfast.auth.events")
                .tag("reason", "malformed")
                .counter()
                .count())
        .isEqualTo(250);
  }

  @Test
  void refusesNoCapacity() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuditLog(fixture.clock, fixture.metrics, 0))
        .withMessage("audit capacity must be at least 1, got: 0");
  }

  @Test
  void leavesTheUserOutWhenNoSignatureOfOursNamesOne() {
    AuditEvent event =
        audit.tokenRefused(
            "x", new Verification.Refused("signature", Optional.empty()), "203.0.113.7");
    assertThat(event.userId()).isEmpty();
  }
}
