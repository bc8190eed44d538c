package dev.holdfast.measure.generator;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** What this process takes of its machine: processors and open files. */
final class ProcessFigures {

  private final LongSupplier cpuNanos;
  private final LongSupplier nanoTime;
  private final int processors;
  private long lastCpuNanos;
  private long lastNanos;

  /**
   * Measures from now on.
   *
   * @param cpuNanos processor time that the process has used, in nanoseconds; negative if unknown
   * @param nanoTime monotonic clock, in nanoseconds
   * @param processors how many the machine has; at least 1
   */
  ProcessFigures(LongSupplier cpuNanos, LongSupplier nanoTime, int processors) {
    this.cpuNanos = cpuNanos;
    this.nanoTime = nanoTime;
    this.processors = processors;
    this.lastCpuNanos = cpuNanos.getAsLong();
    this.lastNanos = nanoTime.getAsLong();
  }

  static ProcessFigures ofThisProcess() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new ProcessFigures(
        system instanceof OperatingSystemMXBean known ? known::getProcessCpuTime : () -> -1,
        System::nanoTime,
        Runtime.getRuntime().availableProcessors());
  }

  /** Share of the machine's processors used since the last reading; not a number if unknown. */
  double takeCpuShare() {
    long cpu = cpuNanos.getAsLong();
    long now = nanoTime.getAsLong();
    double used = cpu - lastCpuNanos;
    double had = (double) (now - lastNanos) * processors;
    boolean known = cpu >= 0 && lastCpuNanos >= 0 && had > 0;
    lastCpuNanos = cpu;
    lastNanos = now;
    return known ? Math.max(0, Math.min(1, used / had)) : Double.NaN;
  }

  /** Files open now; not a number if unknown. */
  static double openFiles() {
    try {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? unix.getOpenFileDescriptorCount()
          : Double.NaN;
    } catch (InternalError e) {
      // Linux without /proc, as in some sandboxes.
      return Double.NaN;
    }
  }

  /** Files that may be open; not a number if unknown. */
  static double openFilesLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Double.NaN;
  }
}
