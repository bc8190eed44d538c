package dev.holdfast.backend.auth;

import dev.holdfast.backend.auth.audit.AuditLog;
import dev.holdfast.backend.auth.tokens.AuthSettings;
import dev.holdfast.backend.auth.tokens.IssuedSession;
import dev.holdfast.backend.auth.tokens.SigningKey;
import dev.holdfast.backend.auth.tokens.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;

/** An auth service whose time stands still. */
public final class Fixture {
  static final String SECRET = "an-example-secret-of-forty-bytes-or-so!!";
  public static final Duration TTL = Duration.ofMinutes(15);

  public final MutableClock clock = new MutableClock();
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  public final AuditLog audit = new AuditLog(clock, metrics, 100);
  final AuthSettings settings;
  public final AuthService auth;

  public Fixture() {
    this(AuthSettings.of(SigningKey.of(SECRET)));
  }

  public Fixture(AuthSettings settings) {
    this.settings = settings;
    this.auth = new AuthService(settings, clock, new SecureRandom(), audit);
  }

  public IssuedSession open(String userId) {
    return auth.open(userId, TTL);
  }

  /** The reason of a refusal, or {@code valid}. */
  String outcome(String token) {
    Verification verification = auth.verify(token);
    return verification instanceof Verification.Refused refused ? refused.reason() : "valid";
  }
}
