package dev.holdfast.capacity.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * The scalability law of least squares through measured points, with no coefficient below zero,
 * each point weighed by how noisy it is taken to be.
 *
 * <p>The law is fitted as {@code X = N / (a + b·(N−1) + c·N(N−1))} with N and X over their largest,
 * so that all coefficients are of one size whether ten sessions were measured or a million. The
 * bounds are kept by the active-set way: where the free optimum is out of bounds, the best of the
 * optima on the bounds is the answer.
 */
final class UslRegression {

  private static final int MOST_STEPS = 500;
  private static final double TOLERANCE = 1e-12;

  private final double[] at;
  private final double[] measured;
  private final double[] weights;
  private final double most;
  private final double highest;

  private UslRegression(List<LoadPoint> points, double[] deviations) {
    most = points.stream().mapToDouble(LoadPoint::concurrency).max().orElseThrow();
    highest = points.stream().mapToDouble(LoadPoint::throughput).max().orElseThrow();
    at = points.stream().mapToDouble(LoadPoint::concurrency).toArray();
    measured = points.stream().mapToDouble(point -> point.throughput() / highest).toArray();
    double least = Arrays.stream(deviations).min().orElseThrow();
    weights = Arrays.stream(deviations).map(each -> least * least / (each * each)).toArray();
  }

  /**
   * The best law.
   *
   * @param points at least as many different concurrencies as there are coefficients, three
   * @param deviations of the noise of each point, in any unit; above 0
   * @return empty where no law with a positive throughput of one comes near the points
   */
  static Optional<Fitted> fit(List<LoadPoint> points, double[] deviations) {
    UslRegression regression = new UslRegression(points, deviations);
    Optional<FreeUsl> free = regression.solve(true, true).map(Candidate::law);
    if (free.isPresent() && free.get().inBounds()) {
      return free.map(law -> new Fitted(law, law.law()));
    }
    List<Candidate> onBounds = new ArrayList<>();
    regression.solve(true, false).ifPresent(onBounds::add);
    regression.solve(false, true).ifPresent(onBounds::add);
    regression.solve(false, false).ifPresent(onBounds::add);
    return onBounds.stream()
        .filter(candidate -> candidate.law().inBounds())
        .min(Comparator.comparingDouble(Candidate::cost))
        .map(best -> new Fitted(free.orElse(best.law()), best.law().law()));
  }

  /**
   * What was found.
   *
   * @param free without bounds; as within them where there is no such optimum
   * @param law within the bounds
   */
  record Fitted(FreeUsl free, Usl law) {}

  /** A law, and how far it is off. */
  private record Candidate(FreeUsl law, double cost) {}

  /**
   * How much each point pulls the law towards itself, 0 to 1: the diagonal of the hat matrix of the
   * law made linear where it was fitted, all points of one weight.
   */
  static double[] leverages(List<LoadPoint> points, FreeUsl law) {
    double[] even = new double[points.size()];
    Arrays.fill(even, 1);
    UslRegression regression = new UslRegression(points, even);
    RealMatrix columns = regression.columns(true, true);
    RealVector scaled = new ArrayRealVector(new double[] {law.a(), law.b(), law.c()});
    RealMatrix slopes = regression.model(columns, scaled).getSecond();
    RealMatrix basis = new QRDecomposition(slopes).getQ();
    double[] leverages = new double[points.size()];
    for (int i = 0; i < leverages.length; i++) {
      for (int j = 0; j < slopes.getColumnDimension(); j++) {
        leverages[i] += basis.getEntry(i, j) * basis.getEntry(i, j);
      }
    }
    return leverages;
  }

  private Optional<Candidate> solve(boolean contention, boolean coherency) {
    RealMatrix columns = columns(contention, coherency);
    try {
      var problem =
          new LeastSquaresBuilder()
              .start(start(columns))
              .model(coefficients -> model(columns, coefficients))
              .target(measured)
              .weight(new DiagonalMatrix(weights))
              .lazyEvaluation(false)
              .maxEvaluations(MOST_STEPS)
              .maxIterations(MOST_STEPS)
              .build();
      var optimum =
          new LevenbergMarquardtOptimizer()
              .withCostRelativeTolerance(TOLERANCE)
              .withParameterRelativeTolerance(TOLERANCE)
              .optimize(problem);
      RealVector found = optimum.getPoint();
      int next = 1;
      double b = contention ? found.getEntry(next++) : 0;
      double c = coherency ? found.getEntry(next) : 0;
      return Optional.of(
          new Candidate(new FreeUsl(found.getEntry(0), b, c, most, highest), optimum.getCost()));
    } catch (MathRuntimeException e) {
      // No optimum on this face: points that no such law describes.
      return Optional.empty();
    }
  }

  /** One column a coefficient: what it is multiplied with in the denominator. */
  private RealMatrix columns(boolean contention, boolean coherency) {
    int width = 1 + (contention ? 1 : 0) + (coherency ? 1 : 0);
    RealMatrix columns = MatrixUtils.createRealMatrix(at.length, width);
    for (int i = 0; i < at.length; i++) {
      int next = 0;
      columns.setEntry(i, next++, 1);
      if (contention) {
        columns.setEntry(i, next++, (at[i] - 1) / most);
      }
      if (coherency) {
        columns.setEntry(i, next, at[i] * (at[i] - 1) / (most * most));
      }
    }
    return columns;
  }

  /** {@code N/X} is linear in the coefficients: its least squares are near enough to begin from. */
  private RealVector start(RealMatrix columns) {
    RealVector ratio = new ArrayRealVector(at.length);
    for (int i = 0; i < at.length; i++) {
      ratio.setEntry(i, at[i] / most / measured[i]);
    }
    RealVector linear = new QRDecomposition(columns, 1e-12).getSolver().solve(ratio);
    // From outside the bounds the way to the optimum leads over the poles of the law.
    double smallest = 1e-3 * ratio.getMinValue();
    return linear.map(coefficient -> Math.max(coefficient, smallest));
  }

  private Pair<RealVector, RealMatrix> model(RealMatrix columns, RealVector coefficients) {
    RealVector denominators = columns.operate(coefficients);
    RealVector values = new ArrayRealVector(at.length);
    RealMatrix slopes = MatrixUtils.createRealMatrix(at.length, columns.getColumnDimension());
    for (int i = 0; i < at.length; i++) {
      double value = at[i] / most / denominators.getEntry(i);
      values.setEntry(i, value);
      for (int j = 0; j < columns.getColumnDimension(); j++) {
        slopes.setEntry(i, j, -value * columns.getEntry(i, j) / denominators.getEntry(i));
      }
    }
    return new Pair<>(values, slopes);
  }
}
