package dev.holdfast.measure;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.HdrHistogram.Histogram;

/**
 * The gauges in which the generator's self-check lies on disk, interval by interval, and what they
 * come to: a run that was killed keeps its self-check.
 */
final class GeneratorGauges {

  /** Reconnections that the plan called for so far. */
  static final String STARTS_PLANNED = "generator.starts-planned";

  /** Those that began within their time so far. */
  static final String STARTS_IN_TIME = "generator.starts-in-time";

  /** Longest stop-the-world pause of the interval. */
  static final String GC_PAUSE_MAX_MILLIS = "generator.gc-pause-max-millis";

  /** All stop-the-world pauses of the interval together. */
  static final String GC_PAUSE_TOTAL_MILLIS = "generator.gc-pause-total-millis";

  /** Heap in use after the last collection. */
  static final String HEAP_AFTER_GC_BYTES = "generator.heap-after-gc-bytes";

  /** Share of the machine's processors that the generator used in the interval, 0 to 1. */
  static final String CPU_SHARE = "generator.cpu-share";

  /** Files open at the interval's end. */
  static final String OPEN_FILES = "generator.open-files";

  /** Files that may be open. */
  static final String OPEN_FILES_LIMIT = "generator.open-files-limit";

  /** Largest jump of the wall clock against the monotonic one in the interval. */
  static final String CLOCK_STEP_MILLIS = "generator.clock-step-millis";

  /** 99th percentile of how late the generator acted in the interval. */
  static final String LAG_P99_MILLIS = "generator.lag-p99-millis";

  /** The longest that it was late in the interval. */
  static final String LAG_MAX_MILLIS = "generator.lag-max-millis";

  private static final double MICROS_A_MILLI = 1_000;

  private GeneratorGauges() {}

  /**
   * The gauges of an interval's lateness.
   *
   * @param lag how late the generator acted in it, in microseconds; not empty
   */
  static Map<String, Double> lateness(Histogram lag) {
    return Map.of(
        LAG_P99_MILLIS, lag.getValueAtPercentile(99) / MICROS_A_MILLI,
        LAG_MAX_MILLIS, lag.getMaxValue() / MICROS_A_MILLI);
  }

  /**
   * The self-check of a run.
   *
   * @param lag how late the generator acted, in microseconds; may be empty
   * @param lagWhereJudgedMillis its 99th percentile as the judged returns met it; negative where
   *     that is unknown, and the one of the whole run stands for it
   * @param plannedReconnections the least that the plan called for: a simulation that does not say
   *     what it planned is held to what it counted
   */
  static GeneratorFigures figures(
      List<Interval> intervals,
      Histogram lag,
      double lagWhereJudgedMillis,
      long plannedReconnections) {
    boolean late = lag.getTotalCount() > 0;
    double p99 = late ? lag.getValueAtPercentile(99) / MICROS_A_MILLI : 0;
    return new GeneratorFigures(
        p99,
        lagWhereJudgedMillis < 0 ? p99 : lagWhereJudgedMillis,
        late ? lag.getMaxValue() / MICROS_A_MILLI : 0,
        fold(intervals, GC_PAUSE_MAX_MILLIS, 0, Math::max),
        fold(intervals, GC_PAUSE_TOTAL_MILLIS, 0, Double::sum),
        meanCpuShare(intervals),
        (long) fold(intervals, OPEN_FILES, -1, Math::max),
        (long) fold(intervals, OPEN_FILES_LIMIT, -1, (before, now) -> now),
        fold(intervals, CLOCK_STEP_MILLIS, 0, Math::max),
        achieved(intervals, plannedReconnections));
  }

  private static double achieved(List<Interval> intervals, long plannedReconnections) {
    double planned =
        Math.max((double) plannedReconnections, fold(intervals, STARTS_PLANNED, 0, Math::max));
    return planned == 0 ? 1 : Math.min(1, fold(intervals, STARTS_IN_TIME, 0, Math::max) / planned);
  }

  private static double meanCpuShare(List<Interval> intervals) {
    double weighted = 0;
    double millis = 0;
    for (Interval interval : intervals) {
      Double share = interval.gauges().get(CPU_SHARE);
      if (share != null) {
        double length = interval.toMillis() - interval.fromMillis();
        weighted += share * length;
        millis += length;
      }
    }
    return millis == 0 ? 0 : weighted / millis;
  }

  private static double fold(
      List<Interval> intervals, String gauge, double none, DoubleBinaryOperator by) {
    double result = none;
    for (Interval interval : intervals) {
      Double value = interval.gauges().get(gauge);
      if (value != null) {
        result = by.applyAsDouble(result, value);
      }
    }
    return result;
  }
}
