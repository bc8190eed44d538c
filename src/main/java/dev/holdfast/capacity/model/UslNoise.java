package dev.holdfast.capacity.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The laws that measured points may come from, if their noise is of one kind: found again in points
 * drawn from the law of least squares and such noise.
 *
 * <p>Noise of a kind that is known up to its size has the size that all points together tell, and
 * gives a parametric bootstrap. Where it is not known, each point gets noise of the size of its own
 * residual over one minus its leverage (HC3), a wild bootstrap (E. Flachaire, "Bootstrapping
 * heteroskedastic regression models", Computational Statistics and Data Analysis 49, 2005). The
 * tails are widened from the normal to Student's distribution, as all of these sizes are estimates
 * from few points (T. Hesterberg, "What Teachers Should Know About the Bootstrap", The American
 * Statistician 69, 2015).
 */
final class UslNoise {

  private static final int COEFFICIENTS = 3;

  /** A point that alone decides where the law runs tells nothing of its own noise. */
  private static final double MOST_LEVERAGE = 0.99;

  private final List<UslRegression.Fitted> fitted;
  private final double tail;

  private UslNoise(List<UslRegression.Fitted> fitted, double tail) {
    this.fitted = List.copyOf(fitted);
    this.tail = tail;
  }

  /** How noise depends on load. */
  enum Kind {
    /** The same everywhere. */
    CONSTANT,

    /** In proportion to throughput. */
    PROPORTIONAL,

    /** As each point's distance from the law says. */
    OWN
  }

  /** How confident, and drawn from what. */
  record Resampling(double confidence, int resamples, long seed) {}

  /**
   * Resamples.
   *
   * @param first the law of least squares with all points of one weight, within bounds
   * @return empty if no law comes near the points weighed so
   */
  static Optional<UslNoise> of(Kind kind, Usl first, List<LoadPoint> points, Resampling how) {
    double[] weighed =
        points.stream()
            .mapToDouble(
                point -> kind == Kind.PROPORTIONAL ? first.throughput(point.concurrency()) : 1)
            .toArray();
    return UslRegression.fit(points, weighed)
        .map(
            found ->
                resampled(found, sizes(kind, found.free(), points, weighed), points, weighed, how));
  }

  private static UslNoise resampled(
      UslRegression.Fitted found,
      double[] sizes,
      List<LoadPoint> points,
      double[] weighed,
      Resampling how) {
    SplittableRandom random = new SplittableRandom(how.seed());
    double least = 1e-6 * points.stream().mapToDouble(LoadPoint::throughput).min().orElseThrow();
    List<UslRegression.Fitted> all = new ArrayList<>(how.resamples());
    for (int i = 0; i < how.resamples(); i++) {
      List<LoadPoint> again = new ArrayList<>(points.size());
      for (int j = 0; j < points.size(); j++) {
        double at = points.get(j).concurrency();
        double drawn = found.free().throughput(at) + sizes[j] * random.nextGaussian();
        again.add(new LoadPoint(at, Math.max(least, drawn)));
      }
      UslRegression.fit(again, weighed).ifPresent(all::add);
    }
    double student =
        TDistribution.of(points.size() - COEFFICIENTS)
            .inverseSurvivalProbability((1 - how.confidence()) / 2);
    double tail = NormalDistribution.of(0, 1).survivalProbability(student);
    return new UslNoise(all.isEmpty() ? List.of(found) : all, tail);
  }

  /** Standard deviation of the noise at each point. */
  private static double[] sizes(Kind kind, FreeUsl law, List<LoadPoint> points, double[] weighed) {
    double[] off =
        points.stream()
            .mapToDouble(point -> point.throughput() - law.throughput(point.concurrency()))
            .toArray();
    double[] sizes = new double[off.length];
    if (kind == Kind.OWN) {
      double[] leverages = UslRegression.leverages(points, law);
      for (int i = 0; i < off.length; i++) {
        sizes[i] = Math.abs(off[i]) / (1 - Math.min(MOST_LEVERAGE, leverages[i]));
      }
      return sizes;
    }
    double squares = 0;
    for (int i = 0; i < off.length; i++) {
      squares += off[i] * off[i] / (weighed[i] * weighed[i]);
    }
    double size = Math.sqrt(squares / (off.length - COEFFICIENTS));
    for (int i = 0; i < off.length; i++) {
      sizes[i] = size * weighed[i];
    }
    return sizes;
  }

  /** The interval of a figure of the laws as they are without bounds. */
  Interval free(ToDoubleFunction<FreeUsl> figure) {
    return interval(each -> figure.applyAsDouble(each.free()));
  }

  /** The interval of a figure of the laws within bounds. */
  Interval bounded(ToDoubleFunction<Usl> figure) {
    return interval(each -> figure.applyAsDouble(each.law()));
  }

  /** The two ends. */
  record Interval(double low, double high) {}

  private Interval interval(ToDoubleFunction<UslRegression.Fitted> figure) {
    double[] sorted = fitted.stream().mapToDouble(figure).sorted().toArray();
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  /** The outermost resample where the tail is thinner than one. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = (int) Math.ceil(at);
    if (below == above || sorted[below] == sorted[above]) {
      return sorted[below];
    }
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
