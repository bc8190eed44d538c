package dev.holdfast.capacity.model;

/**
 * A figure and the confidence interval around it.
 *
 * @param value the best estimate
 * @param low the interval's lower end
 * @param high the interval's upper end; not below {@code low}
 */
public record Estimate(double value, double low, double high) {

  /**
   * Checks the order of the ends. The value itself may lie outside: an estimate on the edge of what
   * is possible does.
   *
   * @throws IllegalArgumentException if an end is not a number or the ends are in the wrong order
   */
  public Estimate {
    if (!(low <= high) || Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "an estimate needs a value and low <= high, got: " + value + " in " + low + ".." + high);
    }
  }

  /** Whether a value lies inside the interval, its ends included. */
  public boolean covers(double truth) {
    return low <= truth && truth <= high;
  }

  /** The estimate in another unit. */
  public Estimate times(double factor) {
    return factor < 0
        ? new Estimate(value * factor, high * factor, low * factor)
        : new Estimate(value * factor, low * factor, high * factor);
  }
}
