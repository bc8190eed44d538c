package dev.holdfast.measure.generator;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Knocks at an event loop at fixed instants and measures how late it answers each.
 *
 * <p>Every instant that passes during a stall is measured from itself, not from the end of the
 * stall: a loop that stands still for a second shows as a hundred late answers, not as one (Gil
 * Tene's coordinated omission).
 */
final class LoopProbe implements AutoCloseable {

  private final Executor loop;
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private final LongConsumer lagMicros;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long nextNanos;

  /**
   * A probe of one loop, which begins with the first knock.
   *
   * @param loop runs what it is given on the event loop
   * @param period between two instants; positive
   * @param nanoTime monotonic clock, in nanoseconds
   * @param lagMicros told how late each instant was answered, in microseconds
   */
  LoopProbe(Executor loop, Duration period, LongSupplier nanoTime, LongConsumer lagMicros) {
    this.loop = loop;
    this.periodNanos = period.toNanos();
    this.nanoTime = nanoTime;
    this.lagMicros = lagMicros;
    this.nextNanos = nanoTime.getAsLong() + periodNanos;
  }

  /**
   * Has a clock knock at this loop until either is closed. A loop that keeps time itself needs no
   * other: to be woken from outside would cost it, and another thread, as much as some work.
   */
  ScheduledFuture<?> knockFrom(ScheduledExecutorService clock) {
    return loop instanceof ScheduledExecutorService own
        ? own.scheduleAtFixedRate(this::answered, periodNanos, periodNanos, TimeUnit.NANOSECONDS)
        : clock.scheduleAtFixedRate(this::knock, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
  }

  /** Knocks, unless an earlier knock still waits: a stalled loop must not be heaped with work. */
  void knock() {
    if (!closed.get() && waiting.compareAndSet(false, true)) {
      try {
        loop.execute(this::answered);
      } catch (RejectedExecutionException e) {
        close();
      }
    }
  }

  @Override
  public void close() {
    closed.set(true);
  }

  /** Runs on the loop; {@code waiting} hands {@code nextNanos} from one answer to the next. */
  private void answered() {
    long now = nanoTime.getAsLong();
    while (nextNanos - now <= 0) {
      lagMicros.accept((now - nextNanos) / 1_000);
      nextNanos += periodNanos;
    }
    waiting.set(false);
  }
}
