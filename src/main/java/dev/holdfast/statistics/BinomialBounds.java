package dev.holdfast.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * One-sided exact confidence bounds of a success rate, after Clopper and Pearson, "The use of
 * confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934).
 *
 * <p>Exact, because at the rates that matter here the approximations promise too much: of 3,000
 * without a failure Wilson's one-sided 95 % bound is 0.99910, the exact one 0.99900.
 *
 * @param confidence that the true rate is not beyond the bound; above 0.5, below 1
 */
public record BinomialBounds(double confidence) {

  /** Beyond this nobody waits for the proof, and the search must end somewhere. */
  private static final long MOST_TRIALS = 1L << 30;

  /** Refuses a confidence that a one-sided bound cannot have. */
  public BinomialBounds {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and below 1, got: " + confidence);
    }
  }

  /**
   * The rate that the true one is not below, at this confidence; 0 without a trial.
   *
   * @param trials not negative
   * @param failures 0 to {@code trials}
   * @throws IllegalArgumentException if there are more failures than trials, or a negative count
   */
  public double lower(long trials, long failures) {
    checked(trials, failures);
    if (trials == 0 || failures == trials) {
      return 0;
    }
    int n = Math.toIntExact(trials);
    return BinomialConfidenceInterval.CLOPPER_PEARSON
        .fromErrorRate(n, n - Math.toIntExact(failures), bothSides())
        .getLowerBound();
  }

  /**
   * The rate that the true one is not above, at this confidence; 1 without a trial.
   *
   * @param trials not negative
   * @param failures 0 to {@code trials}
   * @throws IllegalArgumentException if there are more failures than trials, or a negative count
   */
  public double upper(long trials, long failures) {
    checked(trials, failures);
    if (failures == 0) {
      return 1;
    }
    int n = Math.toIntExact(trials);
    return BinomialConfidenceInterval.CLOPPER_PEARSON
        .fromErrorRate(n, n - Math.toIntExact(failures), bothSides())
        .getUpperBound();
  }

  /**
   * The fewest trials, with just so many failures, whose lower bound reaches the required rate.
   *
   * @param required above 0, below 1
   * @param failures not negative
   * @return at most 2^30, which stands for out of reach
   * @throws IllegalArgumentException if the required rate could never be proven
   */
  public long trialsNeeded(double required, long failures) {
    if (!(required > 0 && required < 1)) {
      throw new IllegalArgumentException(
          "required must be above 0 and below 1 to be provable, got: " + required);
    }
    long tooFew = failures;
    long enough = Math.max(1, 2 * failures);
    while (enough < MOST_TRIALS && lower(enough, failures) < required) {
      tooFew = enough;
      enough = Math.min(MOST_TRIALS, 2 * enough);
    }
    while (enough - tooFew > 1) {
      long middle = (tooFew + enough) / 2;
      if (lower(middle, failures) < required) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  /** The library's interval is two-sided: each of its ends is one-sided at half its error. */
  private double bothSides() {
    return 2 * (1 - confidence);
  }

  private static void checked(long trials, long failures) {
    if (trials < 0 || failures < 0 || failures > trials) {
      throw new IllegalArgumentException(
          "failures must be 0 to the number of trials, got: " + failures + " of " + trials);
    }
  }
}
