package dev.holdfast.backend.session;

import java.util.function.LongSupplier;

/**
 * How many connections a backend takes in a time: a token bucket that holds a tenth of a second's
 * worth. Who comes beyond it is asked to come back later. Safe for concurrent use.
 */
public final class Turnstile {
  private static final double NANOS = 1e9;
  private static final double BURST_SECONDS = 0.1;

  private final int perSecond;
  private final double burst;
  private final LongSupplier nanoTime;
  private double tokens;
  private long lastNanos;

  /**
   * A turnstile.
   *
   * @param perSecond sustained; 0 lets everybody through
   * @param nanoTime the monotonic clock
   */
  public Turnstile(int perSecond, LongSupplier nanoTime) {
    if (perSecond < 0) {
      throw new IllegalArgumentException("handshake-rate must not be negative, got: " + perSecond);
    }
    this.perSecond = perSecond;
    this.burst = Math.max(1, perSecond * BURST_SECONDS);
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
