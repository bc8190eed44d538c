package dev.holdfast.user.accounts;

import dev.holdfast.dialect.SessionGrant;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tokens that a virtual user has, and those that it had. Never shown. */
public final class Credentials {

  /**
   * How long after its end a token is still taken for valid: a server counts in milliseconds, and
   * its clock may be set while the token lives.
   */
  private static final Duration CLOCKS_DIFFER = Duration.ofMillis(250);

  /** How much longer a token may live than was asked for, and is still waited for. */
  private static final Duration MOST_BEYOND = Duration.ofSeconds(30);

  private @Nullable SessionGrant grant;
  private long takenAt;
  private String superseded = "";
  private String expired = "";
  private long expiredFrom;
  private String revoked = "";

  public boolean isEmpty() {
    return grant == null;
  }

  public SessionGrant grant() {
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

  /** From when on {@link #expired} must open nothing: an instant of {@link System#nanoTime}. */
  public long expiredFrom() {
    return expiredFrom;
  }

  public String revoked() {
    return revoked;
  }

  public void take(SessionGrant newGrant) {
    superseded = grant == null ? "" : grant.sessionToken();
    grant = newGrant;
    takenAt = System.nanoTime();
  }

  /** How long the present token lives, as its issuer says; not positive where it says nothing. */
  public Duration life() {
    return life(grant());
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

  /**
   * From when on the present token must open nothing, by whatever clock: an instant of {@link
   * System#nanoTime}. It was issued before it came, so that its life counts from then at the
   * latest.
   *
   * @param asked the life that was asked for
   */
  public long mustHaveExpiredFrom(Duration asked) {
    return takenAt + untilExpired(grant(), asked).toNanos();
  }

  /**
   * A token that will have expired when it is used.
   *
   * @param asked the life that was asked for
   */
  public void keepExpiring(SessionGrant shortLived, Duration asked) {
    expired = shortLived.sessionToken();
    expiredFrom = System.nanoTime() + untilExpired(shortLived, asked).toNanos();
  }

  /** As its issuer says, or was asked where it says nothing; a life far beyond is not sat out. */
  private static Duration untilExpired(SessionGrant grant, Duration asked) {
    Duration told = life(grant);
    Duration longest = asked.plus(MOST_BEYOND);
    boolean untold = told.isNegative() || told.isZero();
    Duration life = untold ? asked : told.compareTo(longest) > 0 ? longest : told;
    return life.plus(CLOCKS_DIFFER);
  }

  /** A token that was revoked. */
  public void keepRevoked(SessionGrant ended) {
    revoked = ended.sessionToken();
  }

  private static Duration life(SessionGrant grant) {
    return Duration.between(grant.issuedAt(), grant.expiresAt());
  }

  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
