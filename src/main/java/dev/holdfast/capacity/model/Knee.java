package dev.holdfast.capacity.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a curve turns: more load begins to buy little throughput, or to cost much latency. Found by
 * Kneedle (V. Satopää, J. Albrecht, D. Irwin, B. Raghavan, "Finding a 'Kneedle' in a Haystack",
 * ICDCS workshops 2011), offline, with the sensitivity that the authors advise.
 *
 * <p>The points are taken as they are: smoothing a dozen levels would move the knee more than their
 * noise does.
 */
public final class Knee {

  /** How many of the mean steps the difference must fall below its peak for a knee. */
  private static final double SENSITIVITY = 1;

  private static final int LEAST_POINTS = 4;

  private Knee() {}

  /**
   * One point of a curve.
   *
   * @param x where
   * @param y how much
   */
  public record Point(double x, double y) {}

  /**
   * The knee of a curve that rises ever slower, such as throughput against load.
   *
   * @param curve in any order, no two points at one place
   * @return the place of the first knee; empty on a straight line or fewer than four points
   */
  public static Optional<Double> ofSaturation(List<Point> curve) {
    return first(curve).map(Point::x);
  }

  /**
   * The knee of a curve that rises ever faster, such as latency against load.
   *
   * @param curve in any order, no two points at one place
   * @return the place of the last knee; empty on a straight line or fewer than four points
   */
  public static Optional<Double> ofBlowUp(List<Point> curve) {
    // Turned upside down it is a curve of the other kind.
    List<Point> turned = curve.stream().map(point -> new Point(-point.x(), -point.y())).toList();
    return first(turned).map(point -> -point.x());
  }

  private static Optional<Point> first(List<Point> curve) {
    List<Point> sorted = curve.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
    if (sorted.size() < LEAST_POINTS) {
      return Optional.empty();
    }
    List<Double> differences = differences(sorted);
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    double step = SENSITIVITY / (sorted.size() - 1);
    int peak = -1;
    for (int i = 1; i < sorted.size(); i++) {
      double here = differences.get(i);
      boolean last = i == sorted.size() - 1;
      if (!last && here > differences.get(i - 1) && here >= differences.get(i + 1)) {
        peak = i;
      } else if (peak >= 0 && here < differences.get(peak) - step) {
        return Optional.of(sorted.get(peak));
      }
    }
    return Optional.empty();
  }

  /** How far the curve in the unit square is above its diagonal, point by point. */
  private static List<Double> differences(List<Point> sorted) {
    double left = sorted.get(0).x();
    double width = sorted.get(sorted.size() - 1).x() - left;
    double bottom = sorted.stream().mapToDouble(Point::y).min().orElseThrow();
    double height = sorted.stream().mapToDouble(Point::y).max().orElseThrow() - bottom;
    if (!(width > 0 && height > 0)) {
      return List.of();
    }
    List<Double> differences = new ArrayList<>(sorted.size());
    for (Point point : sorted) {
      differences.add((point.y() - bottom) / height - (point.x() - left) / width);
    }
    return differences;
  }
}
