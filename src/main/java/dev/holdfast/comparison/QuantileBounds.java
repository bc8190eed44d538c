package dev.holdfast.comparison;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The confidence interval of a quantile, whatever the distribution: between two order statistics
 * whose ranks follow from the binomial distribution.
 *
 * <p>Source: W. J. Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2.
 *
 * @param low the true quantile is not below this
 * @param value the observed one
 * @param high the true quantile is not above this
 */
record QuantileBounds(long low, long value, long high) {

  /**
   * The bounds, each at half the error.
   *
   * @param quantile above 0, below 1
   * @param confidence of both bounds together, above 0, below 1
   * @return empty if there are too few values for either bound
   */
  static Optional<QuantileBounds> of(Histogram values, double quantile, double confidence) {
    long count = values.getTotalCount();
    if (count == 0 || count > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    double error = (1 - confidence) / 2;
    BinomialDistribution below = BinomialDistribution.of((int) count, quantile);
    long lower = below.inverseCumulativeProbability(error);
    long upper = below.inverseCumulativeProbability(1 - error) + 1L;
    if (lower < 1 || upper > count) {
      return Optional.empty();
    }
    return Optional.of(
        new QuantileBounds(
            atRank(values, lower),
            values.getValueAtPercentile(100 * quantile),
            atRank(values, upper)));
  }

  private static long atRank(Histogram values, long rank) {
    return values.getValueAtPercentile(100.0 * rank / values.getTotalCount());
  }
}
