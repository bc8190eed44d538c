package dev.holdfast.soak;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How surely a series rises from its best bend on: the slope of least squares with a lower bound
 * that allows for errors which resemble their neighbours', and for the bend having been sought.
 *
 * <p>Ranks alone say little of some dozens of values whose errors linger, however small these are
 * beside the rise; here their size counts too.
 *
 * @param bend index of the observation from which it rises
 * @param slope from the bend on, in units of the series a millisecond; 0 with {@code low}
 * @param low the true slope is not below this; 0 where the observations are too few to tell
 */
record BrokenLine(int bend, double slope, double low) {

  /** Points after the bend that a slope needs. */
  private static final int LEAST_AFTER = 8;

  /**
   * The best broken line of a series.
   *
   * @param confidence that the slope is not below its bound; above 0.5, below 1
   */
  static BrokenLine of(List<Observation> series, double confidence) {
    Onset best = Onset.of(series);
    int count = series.size();
    if (count - best.index() < LEAST_AFTER) {
      return new BrokenLine(best.index(), 0, 0);
    }
    double[] errors = Onset.errors(series);
    double inflation = Noise.inflation(Noise.correlation(errors));
    double variance = best.error() / (count - 3) * inflation;
    double squares = Onset.squares(after(series, best.index()), 0, count);
    // Each bend that was tried is another chance for noise to look like a rise.
    double level = 1 - (1 - confidence) / count;
    double reach = NormalDistribution.of(0, 1).inverseCumulativeProbability(level);
    return squares == 0
        ? new BrokenLine(best.index(), 0, 0)
        : new BrokenLine(
            best.index(), best.slope(), best.slope() - reach * Math.sqrt(variance / squares));
  }

  private static double[] after(List<Observation> series, int bend) {
    long from = series.get(bend).atMillis();
    return series.stream()
        .mapToDouble(observation -> (double) Math.max(0, observation.atMillis() - from))
        .toArray();
  }
}
