package dev.holdfast.soak;

import java.util.Arrays;

/**
 * How much the errors of a series resemble their neighbours': a busy minute follows a busy minute,
 * and a series of such says less than its length.
 */
final class Noise {

  /** More than this cannot be told from a trend in series of this length. */
  private static final double MOST = 0.8;

  /** What the estimate may be too low by in series of some 60 values. */
  private static final double CAUTION = 0.1;

  /** Share of the differences that counts: the largest are changes of level and spikes. */
  private static final double TRIMMED = 0.9;

  private Noise() {}

  /**
   * Correlation of each error with the next, 0 to 0.8.
   *
   * <p>From differences, which changes of level hardly touch: of errors e with correlation r that
   * fades as r, r², …, the mean square of e(t+2) - e(t) is 1 + r times that of e(t+1) - e(t).
   *
   * @param errors in order of time, without a trend
   */
  static double correlation(double[] errors) {
    double next = meanSquare(errors, 1);
    double overNext = meanSquare(errors, 2);
    double estimate = next == 0 ? 0 : overNext / next - 1 + CAUTION;
    return Math.max(0, Math.min(MOST, estimate));
  }

  /**
   * By how much such errors make the variance of a sum larger: (1 + r) / (1 - r) (G. V. Bayley and
   * J. M. Hammersley, "The effective number of independent observations in an autocorrelated time
   * series", 1946).
   */
  static double inflation(double correlation) {
    return (1 + correlation) / (1 - correlation);
  }

  private static double meanSquare(double[] errors, int apart) {
    double[] squares = new double[Math.max(0, errors.length - apart)];
    for (int at = 0; at < squares.length; at++) {
      squares[at] = (errors[at + apart] - errors[at]) * (errors[at + apart] - errors[at]);
    }
    Arrays.sort(squares);
    int counted = (int) Math.ceil(squares.length * TRIMMED);
    double sum = 0;
    for (int at = 0; at < counted; at++) {
      sum += squares[at];
    }
    return counted == 0 ? 0 : sum / counted;
  }
}
