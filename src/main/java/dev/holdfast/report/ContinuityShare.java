package dev.holdfast.report;

import dev.holdfast.measure.Tally;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * The share of planned reconnections that kept the policy's promise, and how surely it is known.
 */
final class ContinuityShare {

  private ContinuityShare() {}

  /**
   * Kept over planned, 0 to 1; what was planned and never judged was not kept. Not a number if
   * nothing was planned.
   */
  static double rate(Tally tally) {
    return tally.planned() == 0 ? Double.NaN : (double) tally.kept() / tally.planned();
  }

  /**
   * The exact (Clopper-Pearson) one-sided lower bound of the rate; 0 if nothing was planned.
   *
   * <p>Clopper and Pearson, Biometrika 26 (1934): a one-sided bound at error rate α is the lower
   * end of the two-sided interval at 2 α.
   *
   * @param confidence above 0.5, below 1
   */
  static double lowerBound(Tally tally, double confidence) {
    long planned = tally.planned();
    if (planned == 0 || planned > Integer.MAX_VALUE) {
      return 0;
    }
    Interval interval =
        BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
            (int) planned, (int) Math.min(tally.kept(), planned), 2 * (1 - confidence));
    return interval.getLowerBound();
  }
}
