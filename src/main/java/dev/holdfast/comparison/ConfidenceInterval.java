package dev.holdfast.comparison;

/**
 * A figure with its confidence interval, on a scale on which differences are taken.
 *
 * @param low not above {@code value}
 * @param value the estimate
 * @param high not below {@code value}
 */
record ConfidenceInterval(double low, double value, double high) {

  /**
   * The interval of a difference of two independent figures, from their own intervals at the same
   * confidence: the square-and-add method of G. Y. Zou and A. Donner, "Construction of confidence
   * limits about effect measures: a general approach", Statistics in Medicine 27 (2008), 1693–1702.
   * Narrower than asking whether both intervals lie apart, at the same confidence.
   */
  static ConfidenceInterval difference(ConfidenceInterval before, ConfidenceInterval after) {
    double value = after.value - before.value;
    return new ConfidenceInterval(
        value - Math.hypot(after.value - after.low, before.high - before.value),
        value,
        value + Math.hypot(after.high - after.value, before.value - before.low));
  }

  /** The same figure on a logarithmic scale, on which a difference is a ratio; all above 0. */
  ConfidenceInterval log() {
    return new ConfidenceInterval(Math.log(low), Math.log(value), Math.log(high));
  }

  /** What {@link #log()} began with. */
  ConfidenceInterval exp() {
    return new ConfidenceInterval(Math.exp(low), Math.exp(value), Math.exp(high));
  }
}
