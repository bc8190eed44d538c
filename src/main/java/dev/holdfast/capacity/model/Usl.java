package dev.holdfast.capacity.model;

import java.util.OptionalDouble;

/**
 * The Universal Scalability Law, {@code X(N) = λN / (1 + σ(N−1) + κN(N−1))} (N. J. Gunther,
 * <i>Guerrilla Capacity Planning</i>, 2007, chapter 4, with the throughput of one as third
 * coefficient).
 *
 * @param lambda λ, throughput a second of one alone; above 0
 * @param sigma σ, the share of the work that waits its turn (contention); not negative
 * @param kappa κ, the cost of each pair agreeing (coherency); not negative. Zero makes it Amdahl's
 *     law
 */
public record Usl(double lambda, double sigma, double kappa) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a coefficient is outside its range
   */
  public Usl {
    if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY && sigma >= 0 && kappa >= 0)) {
      throw new IllegalArgumentException(
          "a scalability law needs lambda > 0, sigma >= 0 and kappa >= 0, got: "
              + lambda
              + ", "
              + sigma
              + ", "
              + kappa);
    }
  }

  /**
   * Throughput a second.
   *
   * @param concurrency how many at once; at least 0
   */
  public double throughput(double concurrency) {
    return lambda * concurrency / stretch(concurrency);
  }

  /**
   * Mean seconds that one unit of work takes, pauses between included, by Little's law.
   *
   * @param concurrency how many at once; above 0
   */
  public double seconds(double concurrency) {
    return stretch(concurrency) / lambda;
  }

  /** Where throughput is highest, {@code √((1−σ)/κ)}; empty where it rises for ever. */
  public OptionalDouble peak() {
    return kappa > 0
        ? OptionalDouble.of(Math.sqrt(Math.max(0, 1 - sigma) / kappa))
        : OptionalDouble.empty();
  }

  private double stretch(double concurrency) {
    return 1 + sigma * (concurrency - 1) + kappa * concurrency * (concurrency - 1);
  }
}
