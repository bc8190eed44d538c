package dev.holdfast.soak;

import dev.holdfast.statistics.BinomialBounds;

/**
 * Whether a run that goes on can still prove its continuity, if from now on nothing breaks any
 * more.
 *
 * @param required share that must be proven; above 0, below 1
 * @param confidence with which; above 0, below 1
 */
public record Hopeless(double required, double confidence) {

  /** Before this share of the time nobody knows how many reconnections there will be. */
  private static final double TOO_EARLY = 0.02;

  /**
   * Whether it cannot.
   *
   * @param judged reconnections so far
   * @param broken those of them whose promise was not kept
   * @param share how much of the run's time has passed, 0 to 1
   */
  public boolean is(long judged, long broken, double share) {
    if (share < TOO_EARLY || judged == 0) {
      return false;
    }
    long expected = Math.max(judged, Math.round(judged / share));
    return new BinomialBounds(confidence).lower(expected, broken) < required && broken > 0;
  }
}
