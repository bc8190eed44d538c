package dev.holdfast.backend.session.outbound;

/**
 * A token bucket: it holds so many at most, and fills at a steady rate. Used by one thread at a
 * time.
 */
public final class TokenBucket {

  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double most;
  private double tokens;
  private long lastNanos;

  /**
   * A full bucket.
   *
   * @param perSecond that come in; not negative
   * @param most that it holds; at least 1
   * @param nowNanos on the monotonic clock
   */
  public TokenBucket(double perSecond, double most, long nowNanos) {
    this.perSecond = perSecond;
    this.most = most;
    this.tokens = most;
    this.lastNanos = nowNanos;
  }

  /** Takes one out, if one is in it. */
  public boolean takes(long nowNanos) {
    tokens = Math.min(most, tokens + (nowNanos - lastNanos) / NANOS * perSecond);
    lastNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
