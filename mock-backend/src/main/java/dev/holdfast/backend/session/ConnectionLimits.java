package dev.holdfast.backend.session;

import dev.holdfast.backend.session.outbound.RateLimit;
import java.time.Duration;

/**
 * What one connection may cost.
 *
 * @param rate frames a second
 * @param queuedChars text that may wait for a slow reader; positive
 * @param heartbeatInterval a client that is silent for this long is pinged; positive
 * @param heartbeatTimeout and closed if it is silent for this long after; positive
 * @param closeTimeout how long a close frame may stay unanswered before the socket is dropped
 * @param closesOnExpiry whether a connection ends when its token does
 */
public record ConnectionLimits(
    RateLimit rate,
    long queuedChars,
    Duration heartbeatInterval,
    Duration heartbeatTimeout,
    Duration closeTimeout,
    boolean closesOnExpiry) {

  /** Refuses limits that are not positive. */
  public ConnectionLimits {
    if (queuedChars < 1) {
      throw new IllegalArgumentException("max-queued-chars must be positive, got: " + queuedChars);
    }
    positive("heartbeat-interval", heartbeatInterval);
    positive("heartbeat-timeout", heartbeatTimeout);
    positive("close-timeout", closeTimeout);
  }

  /** The defaults: 30 s and 10 s of heartbeat, 16 Mi characters waiting, 5 s to answer a close. */
  public static ConnectionLimits standard() {
    return new ConnectionLimits(
        RateLimit.STANDARD,
        16L << 20,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        true);
  }

  private static void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " must be positive, got: " + value);
    }
  }
}
