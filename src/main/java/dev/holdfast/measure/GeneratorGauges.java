package dev.holdfast.measure;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The gauges in which the generator's self-check lies on disk, interval by interval, and what they
 * come to: a run that was killed keeps its self-check.
 */
public final class GeneratorGauges {

  /** Reconnections that the plan called for so far. */
  public static final String STARTS_PLANNED = "generator.starts-planned";

  /** Those that began within their time so far. */
  public static final String STARTS_IN_TIME = "generator.starts-in-time";

  /** Longest stop-the-world pause of the interval. */
  public static final String GC_PAUSE_MAX_MILLIS = "generator.gc-pause-max-millis";

  /** All stop-the-world pauses of the interval together. */
  public static final String GC_PAUSE_TOTAL_MILLIS = "generator.gc-pause-total-millis";

  /** Heap in use after the last collection. */
  public static final String HEAP_AFTER_GC_BYTES = "generator.heap-after-gc-bytes";

  /** Share of the machine's processors that the generator used in the interval, 0 to 1. */
  public static final String CPU_SHARE = "generator.cpu-share";

  /** Files open at the interval's end. */
  public static final String OPEN_FILES = "generator.open-files";

  /** Files that may be open. */
  public static final String OPEN_FILES_LIMIT = "generator.open-files-limit";

  /** Largest jump of the wall clock against the monotonic one in the interval. */
  public static final String CLOCK_STEP_MILLIS = "generator.clock-step-millis";

  /** 99th percentile of how late the generator acted in the interval. */
  public static final String LAG_P99_MILLIS = "generator.lag-p99-millis";

  /** The longest that it was late in the interval. */
  public static final String LAG_MAX_MILLIS = "generator.lag-max-millis";

  /** Of several injectors on machines of their own: the index of the one that was latest in it. */
  public static final String LATEST_INJECTOR = "generator.latest-injector";

  private static final double MICROS_A_MILLI = 1_000;

  private GeneratorGauges() {}

  /**
   * The gauges of an interval's lateness.
   *
   * @param lag how late the generator acted in it, in microseconds; not empty
   */
  public static Map<String, Double> lateness(Histogram lag) {
    return Map.of(
        LAG_P99_MILLIS, lag.getValueAtPercentile(99) / MICROS_A_MILLI,
        LAG_MAX_MILLIS, lag.getMaxValue() / MICROS_A_MILLI);
  }
}
