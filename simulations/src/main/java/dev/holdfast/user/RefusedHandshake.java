package dev.holdfast.user;

import dev.holdfast.plan.BackOffPlan;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How a server refused an upgrade.
 *
 * @param status of HTTP
 * @param reason its words for it
 * @param retryAfter how long it asks to wait; empty where it does not say
 */
public record RefusedHandshake(int status, String reason, Optional<Duration> retryAfter) {

  /** Unauthorized, forbidden, not found, gone. */
  private static final Set<Integer> OF_A_STRANGER = Set.of(401, 403, 404, 410);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  /**
   * Reads an answer that came at that instant.
   *
   * @param told the value of Retry-After, if there is one
   */
  public static RefusedHandshake of(int status, Optional<String> told, Instant now) {
    return new RefusedHandshake(
        status,
        HttpResponseStatus.valueOf(status).reasonPhrase(),
        told.flatMap(value -> wait(value.strip(), now)));
  }

  /** Whether the server is merely busy: its client is to come again, and nothing is lost. */
  public boolean isBusy() {
    return status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
  }

  /** Whether the server may say so of a session that is gone; others tell of its own trouble. */
  boolean maySayGone() {
    return OF_A_STRANGER.contains(status);
  }

  /**
   * How long its client waits before it comes again: as long as the server asks, or else as it
   * backs off by itself.
   *
   * @param refused how often it was refused before, from 0
   */
  public Duration pause(BackOffPlan backOff, int refused, RandomGenerator random) {
    return retryAfter.orElseGet(() -> backOff.delay(refused, random));
  }

  /** In words. */
  public String told() {
    return "refused with "
        + status
        + " "
        + reason
        + retryAfter.map(wait -> ", Retry-After " + wait.toSeconds() + " s").orElse("");
  }

  /** Seconds, or the instant of an HTTP date (RFC 9110, 10.2.3). */
  private static Optional<Duration> wait(String told, Instant now) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(told))));
    } catch (NumberFormatException e) {
      return until(told, now);
    }
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
