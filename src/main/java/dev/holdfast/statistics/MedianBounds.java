package dev.holdfast.statistics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A median with one-sided confidence bounds that assume nothing of the distribution: two order
 * statistics, whose ranks come from the binomial with p = 1/2 (W. J. Conover, "Practical
 * Nonparametric Statistics", 3rd ed. 1999, §3.2).
 *
 * <p>The width of a histogram's buckets is counted in on both sides.
 *
 * @param low the true median is not below this; 0 of too few values
 * @param median the observed one
 * @param high the true median is not above this; infinite of too few values
 */
public record MedianBounds(double low, double median, double high) {

  /**
   * The median of these values, each bound at this confidence by itself.
   *
   * @param histogram at least one value
   * @param confidence of each bound; above 0.5, below 1
   */
  public static MedianBounds of(Histogram histogram, double confidence) {
    int count = Math.toIntExact(histogram.getTotalCount());
    int rank = lowerRank(count, 1 - confidence);
    double median = histogram.getValueAtPercentile(50);
    if (rank < 1) {
      return new MedianBounds(0, median, Double.POSITIVE_INFINITY);
    }
    return new MedianBounds(
        histogram.lowestEquivalentValue(valueAt(histogram, rank)),
        median,
        histogram.highestEquivalentValue(valueAt(histogram, count + 1L - rank)));
  }

  /** The largest rank whose value lies above the true median with at most this probability. */
  private static int lowerRank(int count, double error) {
    BinomialDistribution below = BinomialDistribution.of(count, 0.5);
    int quantile = below.inverseCumulativeProbability(error);
    int most = below.cumulativeProbability(quantile) > error ? quantile - 1 : quantile;
    return most + 1;
  }

  private static long valueAt(Histogram histogram, long rank) {
    long seen = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      seen += value.getCountAddedInThisIterationStep();
      if (seen >= rank) {
        return value.getValueIteratedTo();
      }
    }
    return histogram.getMaxValue();
  }
}
