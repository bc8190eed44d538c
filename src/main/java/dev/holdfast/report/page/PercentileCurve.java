package dev.holdfast.report.page;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** A histogram as the curve that HdrHistogram's plots show: a value for each percentile. */
final class PercentileCurve {

  /** Steps for each halving of what is left to 100 %: 7 halvings a decade and a half. */
  private static final int STEPS = 4;

  /**
   * One point of the curve.
   *
   * @param oneIn one in so many is slower, at least 1: 100 is the 99th percentile
   * @param millis the value there
   */
  record Point(double oneIn, double millis) {}

  private PercentileCurve() {}

  /** The curve, up to the longest value, which stands at one in as many as were recorded. */
  static List<Point> of(Histogram micros) {
    List<Point> points = new ArrayList<>();
    double last = Math.max(1, micros.getTotalCount());
    for (HistogramIterationValue value : micros.percentiles(STEPS)) {
      double left = 1 - value.getPercentileLevelIteratedTo() / 100;
      double oneIn = left <= 0 ? last : Math.min(last, 1 / left);
      double millis = Math.min(value.getValueIteratedTo(), micros.getMaxValue()) / 1000.0;
      if (points.isEmpty() || points.get(points.size() - 1).oneIn() < oneIn) {
        points.add(new Point(oneIn, millis));
      }
    }
    return points;
  }
}
