package dev.holdfast.capacity.model;

/**
 * A scalability law as least squares find it where nothing keeps its coefficients above zero, which
 * is what honest intervals need: estimates that stop at a bound are not spread around the truth
 * near it. In the scaled form {@code X/highest = n / (a + b(N−1)/most + cN(N−1)/most²)}, {@code n =
 * N/most}.
 *
 * @param a what one alone takes
 * @param b contention
 * @param c coherency
 * @param most the concurrency that N is scaled by; above 0
 * @param highest the throughput that X is scaled by; above 0
 */
record FreeUsl(double a, double b, double c, double most, double highest) {

  boolean inBounds() {
    return a > 0 && b >= 0 && c >= 0;
  }

  /** Throughput a second where it was fitted; beyond, a pole may lie between. */
  double throughput(double concurrency) {
    double n = concurrency / most;
    return highest * n / (a + b * (concurrency - 1) / most + c * n * (concurrency - 1) / most);
  }

  /** λ; infinite if the points do not say what one alone takes. */
  double lambda() {
    return a > 0 ? highest / most / a : Double.POSITIVE_INFINITY;
  }

  /** σ, no less than none. */
  double sigma() {
    return a > 0 ? Math.max(0, b / a / most) : Double.POSITIVE_INFINITY;
  }

  /** κ, no less than none. */
  double kappa() {
    return a > 0 ? Math.max(0, c / a / (most * most)) : Double.POSITIVE_INFINITY;
  }

  /**
   * The law.
   *
   * @throws IllegalArgumentException if it is out of bounds
   */
  Usl law() {
    return new Usl(lambda(), b / a / most, c / a / (most * most));
  }
}
