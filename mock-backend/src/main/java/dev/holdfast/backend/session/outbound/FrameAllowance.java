package dev.holdfast.backend.session.outbound;

/**
 * A client's allowance of frames: a token bucket, and a second bucket that its refusals fill. Used
 * by one thread at a time.
 */
public final class FrameAllowance {
  /** What to do with a frame. */
  public enum Ruling {
    ACCEPTED,
    REFUSED,
    ABUSE
  }

  private static final double NANOS = 1e9;

  private final RateLimit limit;
  private double tokens;
  private double outages;
  private long lastNanos;

  public FrameAllowance(RateLimit limit, long nowNanos) {
    this.limit = limit;
    this.tokens = limit.burst();
    this.lastNanos = nowNanos;
  }

  /** Rules on one frame; abuse is twice the burst in refusals, less the sustained rate. */
  public Ruling rule(long nowNanos) {
    double earned = (nowNanos - lastNanos) / NANOS * limit.perSecond();
    lastNanos = nowNanos;
    tokens = Math.min(limit.burst(), tokens + earned);
    outages = Math.max(0, outages - earned);
    if (tokens >= 1) {
      tokens--;
      return Ruling.ACCEPTED;
    }
    outages++;
    return outages > 2.0 * limit.burst() ? Ruling.ABUSE : Ruling.REFUSED;
  }
}
