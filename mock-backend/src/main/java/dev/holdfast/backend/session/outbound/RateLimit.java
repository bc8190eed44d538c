package dev.holdfast.backend.session.outbound;

/**
 * How many frames a client may send.
 *
 * @param perSecond sustained; positive
 * @param burst at once; positive
 */
public record RateLimit(int perSecond, int burst) {

  /** 200 a second, 400 at once. */
  public static final RateLimit STANDARD = new RateLimit(200, 400);

  /** Refuses limits that let nothing through. */
  public RateLimit {
    if (perSecond < 1) {
      throw new IllegalArgumentException("rate-limit must be at least 1, got: " + perSecond);
    }
    if (burst < 1) {
      throw new IllegalArgumentException("rate-burst must be at least 1, got: " + burst);
    }
  }
}
