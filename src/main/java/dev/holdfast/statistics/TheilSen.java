package dev.holdfast.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A slope that a few wild points do not move: the median of the slopes between all pairs of points,
 * with one-sided bounds from Kendall's statistic (P. K. Sen, "Estimates of the regression
 * coefficient based on Kendall's tau", Journal of the American Statistical Association 63, 1968).
 *
 * @param low the true slope is not below this
 * @param slope the median of all
 * @param high the true slope is not above this
 */
public record TheilSen(double low, double slope, double high) {

  /**
   * One point.
   *
   * @param x where; no two points share it
   * @param y how much
   */
  public record Point(double x, double y) {}

  /**
   * The slope through these points, each bound at this confidence by itself; empty if the points
   * are too few for bounds (six are enough at 97.5 %).
   *
   * @param confidence of each bound; above 0.5, below 1
   */
  public static Optional<TheilSen> of(List<Point> points, double confidence) {
    return of(points, confidence, 1);
  }

  /**
   * The same for points whose errors resemble their neighbours', and so say less than their number.
   *
   * @param inflation by how much the variance of Kendall's statistic is larger than for independent
   *     errors; at least 1
   */
  public static Optional<TheilSen> of(List<Point> points, double confidence, double inflation) {
    int count = points.size();
    double[] slopes = new double[count * (count - 1) / 2];
    int next = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        slopes[next++] =
            (points.get(j).y() - points.get(i).y()) / (points.get(j).x() - points.get(i).x());
      }
    }
    Arrays.sort(slopes);
    double deviation = Math.sqrt(inflation * count * (count - 1.0) * (2.0 * count + 5) / 18);
    double reach = NormalDistribution.of(0, 1).inverseCumulativeProbability(confidence) * deviation;
    int lowRank = (int) Math.floor((slopes.length - reach) / 2);
    int highRank = (int) Math.ceil((slopes.length + reach) / 2) + 1;
    if (lowRank < 1 || highRank > slopes.length) {
      return Optional.empty();
    }
    return Optional.of(new TheilSen(slopes[lowRank - 1], median(slopes), slopes[highRank - 1]));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
