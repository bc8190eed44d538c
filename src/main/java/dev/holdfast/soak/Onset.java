package dev.holdfast.soak;

import java.util.List;

/**
 * When a creep began: the bend of the broken line, flat before and straight after, that fits a
 * series best by least squares.
 *
 * @param index of the observation at the bend
 * @param slope after it, in units of the series a millisecond
 * @param error sum of squares that the broken line leaves
 */
record Onset(int index, double slope, double error) {

  /** Points after the bend that a slope needs. */
  private static final int LEAST_AFTER = 3;

  /** The best bend, tried at every observation. */
  static Onset of(List<Observation> series) {
    Onset best = new Onset(0, 0, Double.POSITIVE_INFINITY);
    for (int bend = 0; bend <= series.size() - LEAST_AFTER; bend++) {
      Onset tried = at(series, bend);
      best = tried.error < best.error ? tried : best;
    }
    return best;
  }

  /** What the best broken line leaves of each value, but for a constant. */
  static double[] errors(List<Observation> series) {
    Onset best = of(series);
    long bend = series.get(best.index).atMillis();
    return series.stream()
        .mapToDouble(observation -> observation.value() - best.slope * after(observation, bend))
        .toArray();
  }

  /** Sum of the squared distances from the mean, of the values from one index up to another. */
  static double squares(double[] values, int from, int to) {
    double mean = 0;
    for (int at = from; at < to; at++) {
      mean += values[at] / (to - from);
    }
    double squares = 0;
    for (int at = from; at < to; at++) {
      squares += (values[at] - mean) * (values[at] - mean);
    }
    return squares;
  }

  private static Onset at(List<Observation> series, int index) {
    long bendMillis = series.get(index).atMillis();
    int count = series.size();
    double meanX = 0;
    double meanY = 0;
    for (Observation observation : series) {
      meanX += after(observation, bendMillis) / count;
      meanY += observation.value() / count;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Observation observation : series) {
      double x = after(observation, bendMillis) - meanX;
      double y = observation.value() - meanY;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return xx == 0 ? new Onset(index, 0, yy) : new Onset(index, xy / xx, yy - xy * xy / xx);
  }

  private static double after(Observation observation, long bendMillis) {
    return Math.max(0, observation.atMillis() - bendMillis);
  }
}
