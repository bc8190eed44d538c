package dev.holdfast.soak;

import dev.holdfast.statistics.TheilSen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Theil and Sen's slope of a series, with bounds that allow for errors which resemble their
 * neighbours'.
 */
final class Slope {

  private Slope() {}

  /**
   * The slope; empty if the observations are too few for bounds.
   *
   * @param x what is regressed on, such as the time; of observations that share it the last counts
   * @param confidence of each bound by itself; above 0.5, below 1
   */
  static Optional<TheilSen> of(
      List<Observation> series, ToDoubleFunction<Observation> x, double confidence) {
    List<TheilSen.Point> points = new ArrayList<>(series.size());
    for (Observation observation : series) {
      int last = points.size() - 1;
      double at = x.applyAsDouble(observation);
      if (last >= 0 && points.get(last).x() >= at) {
        points.remove(last);
      }
      points.add(new TheilSen.Point(at, observation.value()));
    }
    if (points.size() < 3) {
      return Optional.empty();
    }
    double inflation = Noise.inflation(Noise.correlation(Onset.errors(series)));
    return TheilSen.of(points, confidence, inflation);
  }
}
