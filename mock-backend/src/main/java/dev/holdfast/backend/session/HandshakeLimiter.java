package dev.holdfast.backend.session;

import dev.holdfast.backend.session.outbound.TokenBucket;
import java.util.function.LongSupplier;

/**
 * How many connections a backend takes in a time: a token bucket that holds a tenth of a second's
 * worth, so that the excess alone is told, however long it lasts. Safe for concurrent use.
 */
public final class HandshakeLimiter {
  private static final double BURST_SECONDS = 0.1;

  private final double perSecond;
  private final LongSupplier nanoTime;
  private final TokenBucket bucket;

  /**
   * A limiter.
   *
   * @param perSecond sustained; 0 lets everybody through
   * @param leastAtOnce how many it holds at least, however low the rate; positive
   * @param nanoTime the monotonic clock
   */
  public HandshakeLimiter(double perSecond, int leastAtOnce, LongSupplier nanoTime) {
    if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("perSecond must not be negative, got: " + perSecond);
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.bucket =
        new TokenBucket(
            perSecond, Math.max(leastAtOnce, perSecond * BURST_SECONDS), nanoTime.getAsLong());
  }

  /** Whether one more may come in now. */
  public synchronized boolean admits() {
    return perSecond == 0 || bucket.takes(nanoTime.getAsLong());
  }
}
