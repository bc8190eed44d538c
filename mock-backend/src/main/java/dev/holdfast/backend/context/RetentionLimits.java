package dev.holdfast.backend.context;

import java.time.Duration;

/**
 * How long contexts are kept, and how much of them.
 *
 * @param briefBelow gaps below this keep everything; positive
 * @param extendedAbove gaps above this keep nothing; not below {@code briefBelow}
 * @param mediumShare least share of the items that the gaps between keep, 0 to 1
 */
public record RetentionLimits(Duration briefBelow, Duration extendedAbove, double mediumShare) {

  /** Refuses limits that contradict each other. */
  public RetentionLimits {
    if (briefBelow.isNegative() || briefBelow.isZero()) {
      throw new IllegalArgumentException("brief-below must be positive, got: " + briefBelow);
    }
    if (extendedAbove.compareTo(briefBelow) < 0) {
      throw new IllegalArgumentException(
          "extended-above must be at least " + briefBelow + ", got: " + extendedAbove);
    }
    if (!(mediumShare >= 0 && mediumShare <= 1)) {
      throw new IllegalArgumentException("medium-share must be 0 to 1, got: " + mediumShare);
    }
  }

  /** Everything below 30 s, 95 % up to 5 min, nothing after. */
  public static RetentionLimits standard() {
    return new RetentionLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), 0.95);
  }

  /**
   * The same limits with their times shrunk.
   *
   * @param timeScale above 0, at most 1
   * @throws IllegalArgumentException if the scale is outside that range
   */
  public RetentionLimits scaled(double timeScale) {
    if (!(timeScale > 0 && timeScale <= 1)) {
      throw new IllegalArgumentException(
          "time-scale must be above 0 and at most 1, got: " + timeScale);
    }
    return new RetentionLimits(
        shrunk(briefBelow, timeScale), shrunk(extendedAbove, timeScale), mediumShare);
  }

  /** The class of a gap. */
  public GapLength classOf(Duration away) {
    if (away.compareTo(briefBelow) < 0) {
      return GapLength.BRIEF;
    }
    return away.compareTo(extendedAbove) > 0 ? GapLength.EXTENDED : GapLength.MEDIUM;
  }

  private static Duration shrunk(Duration duration, double by) {
    return Duration.ofNanos(Math.round(duration.toNanos() * by));
  }
}
