package dev.holdfast.backend.auth;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;

/** An auth service whose time stands still. */
final class Fixture {
  static final String SECRET = "an-example-secret-of-forty-bytes-or-so!!";
  static final Duration TTL = Duration.ofMinutes(15);

  final MutableClock clock = new MutableClock();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final AuditLog audit = new AuditLog(clock, metrics, 100);
  final AuthSettings settings;
  final AuthService auth;

  Fixture() {
    this(AuthSettings.of(SigningKey.of(SECRET)));
  }

  Fixture(AuthSettings settings) {
    this.settings = settings;
    this.auth = new AuthService(settings, clock, new SecureRandom(), audit);
  }

  IssuedSession open(String userId) {
    return auth.open(userId, TTL);
  }

  /** The reason of a refusal, or {@code valid}. */
  String outcome(String token) {
    Verification verification = auth.verify(token);
    return verification instanceof Verification.Refused refused ? refused.reason() : "valid";
  }
}
