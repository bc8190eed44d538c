package dev.holdfast.run.context;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the operating system lets this process have. */
public final class ProcessLimits {

  /** Of the files that may be open; the rest is for what is not a session's connection. */
  private static final double SHARE = 0.94;

  private ProcessLimits() {}

  /** Most sessions that one process can have open at once. */
  public static int mostSessions() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int)
            Math.min(Integer.MAX_VALUE / 1024, (long) (unix.getMaxFileDescriptorCount() * SHARE))
        : Integer.MAX_VALUE / 1024;
  }

  /** Memory of the machine; 0 where unknown. */
  public static long machineMemoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
