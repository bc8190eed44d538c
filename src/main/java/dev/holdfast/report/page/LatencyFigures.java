package dev.holdfast.report.page;

import org.HdrHistogram.Histogram;

/**
 * What one latency histogram says, in milliseconds with microsecond precision.
 *
 * @param count how many were timed; all else is 0 if none was
 * @param mean arithmetic mean
 * @param p50 median
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max the longest
 */
public record LatencyFigures(
    long count, double mean, double p50, double p95, double p99, double p999, double max) {

  private static final double MICROS_A_MILLI = 1000.0;

  /** The figures of a histogram of microseconds. */
  public static LatencyFigures of(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return new LatencyFigures(0, 0, 0, 0, 0, 0, 0);
    }
    return new LatencyFigures(
        micros.getTotalCount(),
        Math.round(micros.getMean()) / MICROS_A_MILLI,
        at(micros, 50),
        at(micros, 95),
        at(micros, 99),
        at(micros, 99.9),
        at(micros, 100));
  }

  /** A percentile, 0 to 100, never above the longest value recorded. */
  public static double at(Histogram micros, double percentile) {
    long value = Math.min(micros.getValueAtPercentile(percentile), micros.getMaxValue());
    return value / MICROS_A_MILLI;
  }
}
