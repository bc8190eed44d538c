package dev.holdfast.capacity.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A scalability law fitted to measured points, with bootstrap confidence intervals.
 *
 * <p>A dozen points do not tell how their noise depends on load, and where the noisiest points are
 * those that tell most, a bootstrap that learns it from them is far too sure. So each interval is
 * the union of three: of what the law may be if noise is the same everywhere, if it is in
 * proportion to throughput, and if each point tells its own. It is wider than any of them for it.
 *
 * <p>The coefficients' intervals come from laws without bounds, cut off at zero: with the bounds in
 * place a bootstrap covers a σ beside a κ of zero in two of three cases.
 */
public final class UslFit {

  /** Different concurrencies that a fit with intervals needs: one more than coefficients. */
  public static final int LEAST_POINTS = 4;

  private static final int COEFFICIENTS = 3;

  /** Above its value, the upper end of an interval that says nothing. */
  private static final double ANY_FACTOR = 10;

  private final Usl law;
  private final double confidence;
  private final List<UslNoise> noises;
  private final double unexplained;

  private UslFit(Usl law, double confidence, List<UslNoise> noises, double unexplained) {
    this.law = law;
    this.confidence = confidence;
    this.noises = List.copyOf(noises);
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
    double[] even = new double[points.size()];
    Arrays.fill(even, 1);
    return UslRegression.fit(points, even)
        .map(UslRegression.Fitted::law)
        .map(
            law ->
                new UslFit(
                    law,
                    confidence,
                    noises(law, points, new UslNoise.Resampling(confidence, resamples, seed)),
                    unexplained(law, points)));
  }

  private static List<UslNoise> noises(Usl law, List<LoadPoint> points, UslNoise.Resampling how) {
    return Arrays.stream(UslNoise.Kind.values())
        .flatMap(kind -> UslNoise.of(kind, law, points, how).stream())
        .toList();
  }

  private static double unexplained(Usl law, List<LoadPoint> points) {
    double squares =
        points.stream()
            .mapToDouble(point -> point.throughput() - law.throughput(point.concurrency()))
            .map(off -> off * off)
            .sum();
    return Math.sqrt(squares / (points.size() - COEFFICIENTS));
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

  /**
   * Whether the points tell which law it is. Where hardly anything waits for anything else, as at
   * loads far below the limit, laws with a λ of one and of a thousand go through all of them.
   */
  public boolean determined() {
    return lambda().high() <= ANY_FACTOR * law.lambda();
  }

  /** Throughput a second of one alone. */
  public Estimate lambda() {
    return estimate(law.lambda(), noise -> noise.free(FreeUsl::lambda));
  }

  /** The share of the work that waits its turn. */
  public Estimate sigma() {
    return estimate(law.sigma(), noise -> noise.free(FreeUsl::sigma));
  }

  /** The cost of each pair agreeing. */
  public Estimate kappa() {
    return estimate(law.kappa(), noise -> noise.free(FreeUsl::kappa));
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
    return estimate(figure.applyAsDouble(law), noise -> noise.bounded(figure));
  }

  private Estimate estimate(double value, Function<UslNoise, UslNoise.Interval> interval) {
    List<UslNoise.Interval> all = noises.stream().map(interval).toList();
    return new Estimate(
        value,
        all.stream().mapToDouble(UslNoise.Interval::low).min().orElseThrow(),
        all.stream().mapToDouble(UslNoise.Interval::high).max().orElseThrow());
  }
}
