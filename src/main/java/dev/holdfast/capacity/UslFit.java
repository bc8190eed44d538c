package dev.holdfast.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A scalability law fitted to measured points, with bootstrap confidence intervals.
 *
 * <p>The wild bootstrap: each point gets noise of its own, of the size of its residual over one
 * minus its leverage (HC3), so that the intervals hold whether noise is the same everywhere or
 * grows with throughput (E. Flachaire, "Bootstrapping heteroskedastic regression models",
 * Computational Statistics and Data Analysis 49, 2005). The tails of the percentile intervals are
 * widened from the normal to Student's distribution, without which they are too narrow on a dozen
 * points (T. Hesterberg, "What Teachers Should Know About the Bootstrap", The American Statistician
 * 69, 2015).
 */
public final class UslFit {

  /** Different concurrencies that a fit with intervals needs: one more than coefficients. */
  public static final int LEAST_POINTS = 4;

  private static final int COEFFICIENTS = 3;

  /** A point that alone decides where the law runs tells nothing of its own noise. */
  private static final double MOST_LEVERAGE = 0.99;

  private final Usl law;
  private final double confidence;
  private final double tail;
  private final List<Usl> resampled;
  private final double unexplained;

  private UslFit(Usl law, double confidence, double tail, List<Usl> resampled, double unexplained) {
    this.law = law;
    this.confidence = confidence;
    this.tail = tail;
    this.resampled = List.copyOf(resampled);
    this.unexplained = unexplained;
  }

  /**
   * Fits the law.
   *
   * @param points what was measured
   * @param confidence of each interval, such as 0.95
   * @param resamples how often to resample, such as 1,000; at least 100
   * @param seed of the resampling: the same points and seed give the same intervals
   * @return empty if there are fewer than {@link #LEAST_POINTS} different concurrencies, or no law
   *     comes near the points
   */
  public static Optional<UslFit> of(
      List<LoadPoint> points, double confidence, int resamples, long seed) {
    if (!(confidence > 0.5 && confidence < 1) || resamples < 100) {
      throw new IllegalArgumentException(
          "a fit needs a confidence in 0.5..1 and at least 100 resamples, got: "
              + confidence
              + ", "
              + resamples);
    }
    if (points.stream().mapToDouble(LoadPoint::concurrency).distinct().count() < LEAST_POINTS) {
      return Optional.empty();
    }
    return UslRegression.fit(points)
        .map(law -> resampled(law, points, confidence, resamples, seed));
  }

  private static UslFit resampled(
      Usl law, List<LoadPoint> points, double confidence, int resamples, long seed) {
    int count = points.size();
    double[] residuals = residuals(law, points);
    double[] leverages = UslRegression.leverages(points, law);
    SplittableRandom random = new SplittableRandom(seed);
    double least = 1e-6 * points.stream().mapToDouble(LoadPoint::throughput).min().orElseThrow();
    List<Usl> laws = new ArrayList<>(resamples);
    for (int i = 0; i < resamples; i++) {
      List<LoadPoint> again = new ArrayList<>(count);
      for (int j = 0; j < count; j++) {
        double at = points.get(j).concurrency();
        double size = residuals[j] / (1 - Math.min(MOST_LEVERAGE, leverages[j]));
        double throughput = law.throughput(at) + size * random.nextGaussian();
        again.add(new LoadPoint(at, Math.max(least, throughput)));
      }
      UslRegression.fit(again).ifPresent(laws::add);
    }
    double student =
        TDistribution.of(count - COEFFICIENTS).inverseSurvivalProbability((1 - confidence) / 2);
    double tail = NormalDistribution.of(0, 1).survivalProbability(student);
    double error =
        Math.sqrt(Arrays.stream(residuals).map(r -> r * r).sum() / (count - COEFFICIENTS));
    return new UslFit(law, confidence, tail, laws.isEmpty() ? List.of(law) : laws, error);
  }

  private static double[] residuals(Usl law, List<LoadPoint> points) {
    return points.stream()
        .mapToDouble(point -> point.throughput() - law.throughput(point.concurrency()))
        .toArray();
  }

  /** The law of least squares. */
  public Usl law() {
    return law;
  }

  /** The confidence of each interval. */
  public double confidence() {
    return confidence;
  }

  /** Standard deviation of what the law does not explain, in units of work a second. */
  public double unexplained() {
    return unexplained;
  }

  /** Throughput a second of one alone. */
  public Estimate lambda() {
    return estimate(Usl::lambda);
  }

  /** The share of the work that waits its turn. */
  public Estimate sigma() {
    return estimate(Usl::sigma);
  }

  /** The cost of each pair agreeing. */
  public Estimate kappa() {
    return estimate(Usl::kappa);
  }

  /** Throughput a second at a concurrency, with the interval of the law there. */
  public Estimate throughput(double concurrency) {
    return estimate(each -> each.throughput(concurrency));
  }

  /** Where throughput is highest; an end is infinite where some laws rise for ever. */
  public Estimate peak() {
    return estimate(each -> each.peak().orElse(Double.POSITIVE_INFINITY));
  }

  private Estimate estimate(ToDoubleFunction<Usl> figure) {
    double[] sorted = resampled.stream().mapToDouble(figure).sorted().toArray();
    return new Estimate(
        figure.applyAsDouble(law), quantile(sorted, tail), quantile(sorted, 1 - tail));
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
