package dev.holdfast.objectives;

import org.HdrHistogram.Histogram;

/**
 * Which figure of a histogram is meant. A closed list, so that no bare number can be a share to one
 * reader and a percentage to the next.
 */
public enum Statistic {
  /** Arithmetic mean. */
  MEAN("mean", 1) {
    @Override
    public double of(Histogram histogram) {
      return histogram.getMean();
    }
  },
  /** Median: half are at most this. */
  P50("p50", 2),
  /** 95 in 100 are at most this. */
  P95("p95", 20),
  /** 99 in 100 are at most this. */
  P99("p99", 100),
  /** 999 in 1,000 are at most this. */
  P999("p99.9", 1_000),
  /** The largest. */
  MAX("max", 1) {
    @Override
    public double of(Histogram histogram) {
      return histogram.getMaxValue();
    }
  };

  private final String label;
  private final int leastCount;

  Statistic(String label, int leastCount) {
    this.label = label;
    this.leastCount = leastCount;
  }

  /** The name in reports, such as {@code p99.9}. */
  public String label() {
    return label;
  }

  /**
   * The fewest values that this figure can be told from: of fewer, the percentile is nothing but
   * the largest. For p99.9 that is 1,000.
   */
  public int leastCount() {
    return leastCount;
  }

  /** This figure of that histogram, in the histogram's unit; 0 of an empty one. */
  public double of(Histogram histogram) {
    return histogram.getValueAtPercentile(100.0 - 100.0 / leastCount);
  }
}
