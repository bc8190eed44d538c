package dev.holdfast.report.page;

import dev.holdfast.measure.Tally;
import dev.holdfast.statistics.BinomialBounds;

/**
 * The share of planned reconnections that kept the policy's promise, and how surely it is known.
 */
public final class ContinuityShare {

  private ContinuityShare() {}

  /**
   * Kept over planned, 0 to 1; what was planned and never judged was not kept. Not a number if
   * nothing was planned.
   */
  public static double rate(Tally tally) {
    return tally.planned() == 0 ? Double.NaN : (double) tally.kept() / tally.planned();
  }

  /**
   * The rate's exact one-sided lower bound; 0 if nothing was planned.
   *
   * @param confidence above 0.5, below 1
   */
  public static double lowerBound(Tally tally, double confidence) {
    long planned = tally.planned();
    if (planned == 0 || planned > Integer.MAX_VALUE) {
      return 0;
    }
    return new BinomialBounds(confidence).lower(planned, Math.max(0, planned - tally.kept()));
  }
}
