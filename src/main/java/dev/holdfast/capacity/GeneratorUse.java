package dev.holdfast.capacity;

import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How hard the load generator itself had to work in a level, all its processes together, the worst
 * of them where a figure cannot be added.
 *
 * @param cpuShare share of the processors that it may use, 0 to 1
 * @param eventLoopLagP99Millis 99th percentile of how late its timers ran
 * @param achievedShare work begun in time over work planned, 0 to 1
 * @param openFilesShare open files over those that may be open, 0 to 1
 */
public record GeneratorUse(
    double cpuShare, double eventLoopLagP99Millis, double achievedShare, double openFilesShare) {

  private static final double MOST_CPU = 0.9;
  private static final double MOST_LAG_MILLIS = 50;
  private static final double LEAST_ACHIEVED = 0.95;
  private static final double MOST_FILES = 0.95;
  private static final double LEAST_PROCESSORS = 0.01;

  /** Why the generator was the limit; empty if it was not. */
  public List<String> limits() {
    List<String> limits = new ArrayList<>();
    above(limits, "generator's processor share", cpuShare, MOST_CPU);
    above(limits, "generator's timer lag p99 in ms", eventLoopLagP99Millis, MOST_LAG_MILLIS);
    above(limits, "generator's share of open files", openFilesShare, MOST_FILES);
    if (!(achievedShare >= LEAST_ACHIEVED)) {
      limits.add(
          String.format(
              Locale.ROOT,
              "generator began %.3f of the planned work in time, less than %s",
              achievedShare,
              LEAST_ACHIEVED));
    }
    return limits;
  }

  /**
   * Whether it made the load that was planned, with files to spare: then, however late it ran, what
   * held under it holds.
   */
  boolean isLoadAsPlanned() {
    return achievedShare >= LEAST_ACHIEVED && openFilesShare <= MOST_FILES;
  }

  /** Whether timers that were so late, in microseconds, were on time; not if none was seen. */
  static boolean isOnTime(Histogram lagMicros) {
    return lagMicros.getTotalCount() > 0
        && lagMicros.getValueAtPercentile(99) <= MOST_LAG_MILLIS * 1_000;
  }

  /**
   * What a target on the same machine used, of what this generator left to it: processors that the
   * generator took are none that the target has to spare.
   *
   * @param target use with the processors of the whole machine as their limit
   */
  public Map<Resource, Usage> leaves(Map<Resource, Usage> target) {
    Usage cpu = target.get(Resource.CPU);
    if (cpu == null || cpu.limit() == null) {
      return target;
    }
    Map<Resource, Usage> left = new EnumMap<>(target);
    double free = Math.max(0, 1 - cpuShare) * cpu.limit();
    left.put(Resource.CPU, new Usage(cpu.used(), Math.max(free, LEAST_PROCESSORS)));
    return left;
  }

  private static void above(List<String> limits, String what, double measured, double most) {
    if (!(measured <= most)) {
      limits.add(String.format(Locale.ROOT, "%s was %.3g, above %s", what, measured, most));
    }
  }
}
