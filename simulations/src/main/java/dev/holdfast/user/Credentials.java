package dev.holdfast.user;

import dev.holdfast.dialect.SessionGrant;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tokens that a virtual user has, and those that it had. Never shown. */
public final class Credentials {

  private @Nullable SessionGrant grant;
  private long takenAt;
  private String superseded = "";
  private String expired = "";
  private String revoked = "";

  boolean isEmpty() {
    return grant == null;
  }

  SessionGrant grant() {
    return Objects.requireNonNull(grant, "no session was opened");
  }

  public String current() {
    return grant().sessionToken();
  }

  public String superseded() {
    return superseded;
  }

  public String expired() {
    return expired;
  }

  public String revoked() {
    return revoked;
  }

  void take(SessionGrant newGrant) {
    superseded = grant == null ? "" : grant.sessionToken();
    grant = newGrant;
    takenAt = System.nanoTime();
  }

  /** How long the present token lives, as its issuer says; not positive where it says nothing. */
  public Duration life() {
    return Duration.between(grant().issuedAt(), grant().expiresAt());
  }

  /**
   * Whether the token has run out by then, by this machine's clock: that of the target may differ.
   *
   * @param nanos an instant of {@link System#nanoTime}
   */
  public boolean isExpiredBy(long nanos) {
    Duration life = life();
    return !life.isNegative() && !life.isZero() && nanos - takenAt > life.toNanos();
  }

  /** A token that will have expired when it is used. */
  public void keepExpiring(String token) {
    expired = token;
  }

  public void keepRevoked(String token) {
    revoked = token;
  }

  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
