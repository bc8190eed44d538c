package dev.holdfast.capacity.model;

/**
 * What was measured at one level, as a model sees it.
 *
 * @param concurrency how many at once, on average; above 0
 * @param throughput units of work completed a second; above 0
 */
public record LoadPoint(double concurrency, double throughput) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if either is not above 0
   */
  public LoadPoint {
    if (!(concurrency > 0 && throughput > 0)) {
      throw new IllegalArgumentException(
          "a point needs concurrency and throughput above 0, got: "
              + concurrency
              + ", "
              + throughput);
    }
  }
}
