package dev.holdfast.backend.mailbox;

import java.time.Duration;

/**
 * How much a mailbox takes, and for how long.
 *
 * @param capacity notifications that may wait, those that were sent and are not acknowledged
 *     included; 1 to 1,000
 * @param overflow what becomes of one more
 * @param ttlMillis how long one waits that does not say so itself; real time, 1 ms to 24 h
 */
public record MailboxLimits(int capacity, Overflow overflow, long ttlMillis) {
  /** The longest that anything may wait. */
  public static final long LONGEST_TTL_MILLIS = Duration.ofHours(24).toMillis();

  private static final int LARGEST = 1_000;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public MailboxLimits {
    if (capacity < 1 || capacity > LARGEST) {
      throw new IllegalArgumentException("capacity must be 1 to " + LARGEST + ", got: " + capacity);
    }
    checkTtl(ttlMillis);
  }

  /** 1,000 notifications, the oldest dropped, 300 s. */
  public static MailboxLimits standard() {
    return new MailboxLimits(1_000, Overflow.DROP_OLDEST, Duration.ofMinutes(5).toMillis());
  }

  static void checkTtl(long millis) {
    if (millis < 1 || millis > LONGEST_TTL_MILLIS) {
      throw new IllegalArgumentException(
          "ttl_ms must be 1 to " + LONGEST_TTL_MILLIS + ", got: " + millis);
    }
  }
}
