package dev.holdfast.backend.session.outbound;

/** A client's allowance of frames, and one of refusals beyond it. Used by one thread at a time. */
public final class FrameAllowance {
  /** What to do with a frame. */
  public enum Ruling {
    ACCEPTED,
    REFUSED,
    ABUSE
  }

  private final TokenBucket frames;
  private final TokenBucket refusals;

  public FrameAllowance(RateLimit limit, long nowNanos) {
    this.frames = new TokenBucket(limit.perSecond(), limit.burst(), nowNanos);
    this.refusals = new TokenBucket(limit.perSecond(), 2.0 * limit.burst(), nowNanos);
  }

  /** Rules on one frame; abuse is twice the burst in refusals, less the sustained rate. */
  public Ruling rule(long nowNanos) {
    if (frames.takes(nowNanos)) {
      return Ruling.ACCEPTED;
    }
    return refusals.takes(nowNanos) ? Ruling.REFUSED : Ruling.ABUSE;
  }
}
