package dev.holdfast.measure;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.HdrHistogram.Histogram;

/** What the gauges of a generator come to over a run. */
public final class GeneratorCheck {

  private static final double MICROS_A_MILLI = 1_000;

  private GeneratorCheck() {}

  /**
   * The self-check of a run.
   *
   * @param lag how late the generator acted, in microseconds; may be empty
   * @param lagWhereJudgedMillis its 99th percentile as the judged returns met it; negative where
   *     that is unknown, and the one of the whole run stands for it
   * @param plannedReconnections the least that the plan called for: a simulation that does not say
   *     what it planned is held to what it counted
   */
  public static GeneratorFigures figures(
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
        fold(intervals, GeneratorGauges.GC_PAUSE_MAX_MILLIS, 0, Math::max),
        fold(intervals, GeneratorGauges.GC_PAUSE_TOTAL_MILLIS, 0, Double::sum),
        meanCpuShare(intervals),
        (long) fold(intervals, GeneratorGauges.OPEN_FILES, -1, Math::max),
        (long) fold(intervals, GeneratorGauges.OPEN_FILES_LIMIT, -1, (before, now) -> now),
        fold(intervals, GeneratorGauges.CLOCK_STEP_MILLIS, 0, Math::max),
        achieved(intervals, plannedReconnections));
  }

  private static double achieved(List<Interval> intervals, long plannedReconnections) {
    double planned =
        Math.max(
            (double) plannedReconnections,
            fold(intervals, GeneratorGauges.STARTS_PLANNED, 0, Math::max));
    return planned == 0
        ? 1
        : Math.min(1, fold(intervals, GeneratorGauges.STARTS_IN_TIME, 0, Math::max) / planned);
  }

  private static double meanCpuShare(List<Interval> intervals) {
    double weighted = 0;
    double millis = 0;
    for (Interval interval : intervals) {
      Double share = interval.gauges().get(GeneratorGauges.CPU_SHARE);
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
