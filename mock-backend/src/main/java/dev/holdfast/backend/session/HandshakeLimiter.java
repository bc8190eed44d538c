package dev.holdfast.backend.session;

import java.util.function.LongSupplier;

/**
 * How many connections a backend takes in a time: a token bucket that holds a tenth of a second's
 * worth, so that the excess alone is told, however long it lasts. Safe for concurrent use.
 */
public final class HandshakeLimiter {
  private static final double NANOS = 1e9;
  private static final double BURST_SECONDS = 0.1;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoTime;
  private double tokens;
  private long lastNanos;

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
    this.burst = Math.max(leastAtOnce, perSecond * BURST_SECONDS);
    this.nanoTime = nanoTime;
    this.tokens = burst;
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Whether one more may come in now. */
  public synchronized boolean admits() {
    if (perSecond == 0) {
      return true;
    }
    long now = nanoTime.getAsLong();
    tokens = Math.min(burst, tokens + (now - lastNanos) / NANOS * perSecond);
    lastNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
