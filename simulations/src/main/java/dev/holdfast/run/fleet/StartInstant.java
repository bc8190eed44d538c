package dev.holdfast.run.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The instant at which all injectors are to begin, and how well this one kept it.
 *
 * @param atNanos on the monotonic clock of this process
 * @param nanoTime that clock
 */
record StartInstant(long atNanos, LongSupplier nanoTime) {

  private static final double NANOS_A_MILLI = 1e6;

  /** Until then; zero if it is past. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, atNanos - nanoTime.getAsLong()));
  }

  /**
   * Does what is left to be done before the first user can begin.
   *
   * @return how late users can begin, in milliseconds
   */
  double lateAfter(Runnable last) {
    last.run();
    return (nanoTime.getAsLong() - atNanos) / NANOS_A_MILLI;
  }
}
