package dev.holdfast.steps.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Where a soak stands on the monotonic clock: arriving and warming up, counted, or over. A jump of
 * the wall clock does not touch it. Safe for many threads.
 */
public final class SoakTime {

  private static final long NOT_BEGUN = Long.MIN_VALUE;

  private final LongSupplier nanoTime;
  private final Duration untilWarm;
  private final Duration counted;
  private final AtomicLong begun = new AtomicLong(NOT_BEGUN);
  private final AtomicLong overSince = new AtomicLong(NOT_BEGUN);
  private volatile boolean stopped;

  /**
   * A soak that has not begun.
   *
   * @param nanoTime monotonic clock, in nanoseconds
   * @param untilWarm from its beginning until its figures count; not negative
   * @param counted how long they count; above 0
   */
  public SoakTime(LongSupplier nanoTime, Duration untilWarm, Duration counted) {
    this.nanoTime = nanoTime;
    this.untilWarm = untilWarm;
    this.counted = counted;
  }

  /** Begins; later calls do nothing. */
  public void begin() {
    begun.compareAndSet(NOT_BEGUN, nanoTime.getAsLong());
  }

  /** Whether figures count. */
  public boolean isWarm() {
    return hasBegun() && elapsed().compareTo(untilWarm) >= 0;
  }

  /** Whether nothing new is to begin. */
  public boolean isOver() {
    return stopped || left().isZero();
  }

  /** Lets it be over now. */
  public void stop() {
    stopped = true;
  }

  /** Until its end; not negative. */
  public Duration left() {
    Duration left = untilWarm.plus(counted).minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Since it was over; zero if it is not. */
  public Duration overdue() {
    long over = overSince.get();
    if (!isOver()) {
      return Duration.ZERO;
    }
    if (over == NOT_BEGUN) {
      overSince.compareAndSet(NOT_BEGUN, nanoTime.getAsLong());
    }
    return Duration.ofNanos(nanoTime.getAsLong() - overSince.get());
  }

  /** Since figures count; zero before. */
  public Duration sinceWarm() {
    Duration since = elapsed().minus(untilWarm);
    return since.isNegative() ? Duration.ZERO : since;
  }

  /** How much of the time that counts has passed, 0 to 1. */
  public double share() {
    Duration passed = elapsed().minus(untilWarm);
    return Math.max(0, Math.min(1, (double) passed.toNanos() / counted.toNanos()));
  }

  private boolean hasBegun() {
    return begun.get() != NOT_BEGUN;
  }

  private Duration elapsed() {
    return hasBegun() ? Duration.ofNanos(nanoTime.getAsLong() - begun.get()) : Duration.ZERO;
  }
}
