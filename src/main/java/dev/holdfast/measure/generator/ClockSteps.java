package dev.holdfast.measure.generator;

import java.util.function.LongSupplier;

/**
 * How far the wall clock jumps against the monotonic one: witnesses and gaps across such a jump
 * cannot be compared with the server's log.
 */
final class ClockSteps {

  private final LongSupplier wallMillis;
  private final LongSupplier nanoTime;
  private long lastWallMillis;
  private long lastNanos;

  /**
   * Compares from now on.
   *
   * @param wallMillis milliseconds since the epoch
   * @param nanoTime monotonic clock, in nanoseconds
   */
  ClockSteps(LongSupplier wallMillis, LongSupplier nanoTime) {
    this.wallMillis = wallMillis;
    this.nanoTime = nanoTime;
    this.lastWallMillis = wallMillis.getAsLong();
    this.lastNanos = nanoTime.getAsLong();
  }

  /** The jump since the last reading, in milliseconds, forwards or back; not negative. */
  double takeStepMillis() {
    long wall = wallMillis.getAsLong();
    long nanos = nanoTime.getAsLong();
    double step = Math.abs((wall - lastWallMillis) - (nanos - lastNanos) / 1e6);
    lastWallMillis = wall;
    lastNanos = nanos;
    return step;
  }
}
