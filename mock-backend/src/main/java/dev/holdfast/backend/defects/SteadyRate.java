package dev.holdfast.backend.defects;

/**
 * What comes at a steady rate conforms, what exceeds it does not: the generic cell rate algorithm
 * (ITU-T I.371), by which the excess alone is told, however long it lasts.
 */
final class SteadyRate {
  private static final double NANOS = 1e9;

  private final double interval;
  private final double tolerance;
  private double due = Double.NEGATIVE_INFINITY;

  /**
   * A rate.
   *
   * @param perSecond above 0
   * @param toleranceSeconds how far ahead of the rate a burst may run; not negative
   */
  SteadyRate(double perSecond, double toleranceSeconds) {
    this.interval = NANOS / perSecond;
    this.tolerance = Math.max(toleranceSeconds * NANOS, interval);
  }

  /** Whether one that comes now conforms; one that does not is not counted. */
  synchronized boolean takes(long nowNanos) {
    double now = (double) nowNanos;
    if (due - now > tolerance) {
      return false;
    }
    due = Math.max(due, now) + interval;
    return true;
  }
}
