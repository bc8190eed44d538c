package dev.holdfast.backend.auth.audit;

import dev.holdfast.backend.auth.tokens.RefusalReason;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.TokenFingerprint;
import dev.holdfast.backend.auth.tokens.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The trail of security events: the latest in memory, all of them counted in {@code
 * holdfast_auth_events_total}. Five attempts on one user or from one address within ten minutes
 * make an event {@link Severity#CRITICAL}.
 */
public final class AuditLog {
  private static final int ATTEMPTS = 5;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int KEYS = 10_000;

  private final Clock clock;
  private final MeterRegistry metrics;
  private final int capacity;
  private final ArrayDeque<AuditEvent> events = new ArrayDeque<>();
  private final RepeatedAttempts attempts = new RepeatedAttempts(ATTEMPTS, WINDOW, KEYS);

  /** A log of the latest 10,000 events. */
  public AuditLog(Clock clock, MeterRegistry metrics) {
    this(clock, metrics, 10_000);
  }

  /**
   * A log of the latest {@code capacity} events.
   *
   * @throws IllegalArgumentException if {@code capacity} is below 1
   */
  public AuditLog(Clock clock, MeterRegistry metrics, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("audit capacity must be at least 1, got: " + capacity);
    }
    this.clock = clock;
    this.metrics = metrics;
    this.capacity = capacity;
  }

  /** Notes a session token that was refused at an address; empty if that is not known. */
  public AuditEvent tokenRefused(String token, Verification.Refused refused, String sourceIp) {
    String userId = refused.claims().map(SessionClaims::userId).orElse("");
    return attempt(AuditEvent.Type.TOKEN_REFUSED, token, refused.reason(), userId, sourceIp);
  }

  public AuditEvent refreshRefused(
      String token, RefusalReason reason, Optional<SessionClaims> claims, String sourceIp) {
    String userId = claims.map(SessionClaims::userId).orElse("");
    return attempt(AuditEvent.Type.REFRESH_REFUSED, token, reason.code(), userId, sourceIp);
  }

  public AuditEvent refreshReused(String token, SessionClaims claims, String sourceIp) {
    return note(
        AuditEvent.Type.REFRESH_REUSED,
        Severity.CRITICAL,
        token,
        RefusalReason.REUSED.code(),
        claims.userId(),
        sourceIp);
  }

  public AuditEvent sessionRevoked(String token, SessionClaims claims, String sourceIp) {
    return note(
        AuditEvent.Type.SESSION_REVOKED, Severity.INFO, token, "", claims.userId(), sourceIp);
  }

  /** The latest events, newest first, at most {@code limit}. */
  public synchronized List<AuditEvent> latest(int limit) {
    return events.stream().limit(limit).toList();
  }

  private AuditEvent attempt(
      AuditEvent.Type type, String token, String reason, String userId, String sourceIp) {
    Instant now = clock.instant();
    // Both are counted, whatever the first says: each has a window of its own.
    boolean byUser = !userId.isEmpty() && attempts.add("user " + userId, now);
    boolean byIp = !sourceIp.isEmpty() && attempts.add("ip " + sourceIp, now);
    Severity severity = byUser || byIp ? Severity.CRITICAL : Severity.HIGH;
    return note(type, severity, token, reason, userId, sourceIp);
  }

  private AuditEvent note(
      AuditEvent.Type type,
      Severity severity,
      String token,
      String reason,
      String userId,
      String sourceIp) {
    AuditEvent event =
        new AuditEvent(
            type, severity, clock.instant(), sourceIp, userId, TokenFingerprint.of(token), reason);
    synchronized (this) {
      if (events.size() == capacity) {
        events.removeLast();
      }
      events.addFirst(event);
    }
    metrics
        .counter(
            "holdfast.auth.events",
            "type",
            type.code(),
            "severity",
            severity.name(),
            "reason",
            reason)
        .increment();
    return event;
  }
}
