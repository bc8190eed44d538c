package dev.holdfast.backend.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of one size that gets in its own way: with k pieces under way, each is done at the pace
 * {@code 1/(1 + σ(k − 1))}, so that they complete together at the rate {@code k/(w(1 + σ(k − 1)))}.
 * That is Amdahl's law as a function of how many are at once, with a serial share σ that is known
 * because it was put there (N. J. Gunther, "A General Theory of Computational Scalability Based on
 * Rational Functions", arXiv:0808.1431, 2008).
 *
 * <p>All pieces are of one size, so they end in the order in which they began, and one timer does
 * for all of them.
 */
final class ContendedWork {
  private final long size;
  private final double contention;
  private final ScheduledExecutorService scheduler;
  private final LongSupplier nanoTime;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private double progress;
  private long updatedAt;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * A piece of work.
   *
   * @param endsAt how much every piece has progressed when this one is done, in nanoseconds of work
   */
  private record Piece(double endsAt, Runnable done) {}

  /**
   * Nothing under way yet.
   *
   * @param size nanoseconds that a piece takes alone; above 0
   * @param contention σ, the share of it that is done one after the other; 0 to 1
   * @param nanoTime the monotonic clock
   */
  ContendedWork(
      long size, double contention, ScheduledExecutorService scheduler, LongSupplier nanoTime) {
    this.size = size;
    this.contention = contention;
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.updatedAt = nanoTime.getAsLong();
  }

  /** Begins a piece; tells when it is done, on the scheduler's thread. */
  synchronized void begin(Runnable done) {
    advance();
    pieces.addLast(new Piece(progress + size, done));
    setTimer();
  }

  private void finishDue() {
    Deque<Runnable> finished = new ArrayDeque<>();
    synchronized (this) {
      advance();
      while (!pieces.isEmpty() && pieces.getFirst().endsAt <= progress) {
        finished.addLast(pieces.removeFirst().done);
      }
      setTimer();
    }
    finished.forEach(Runnable::run);
  }

  /** What was under way has progressed since, each piece at the pace of those that it is among. */
  private void advance() {
    long now = nanoTime.getAsLong();
    progress += (now - updatedAt) / slowness();
    updatedAt = now;
  }

  private void setTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (!pieces.isEmpty()) {
      double left = (pieces.getFirst().endsAt - progress) * slowness();
      timer =
          scheduler.schedule(
              this::finishDue, Math.max(0, (long) Math.ceil(left)), TimeUnit.NANOSECONDS);
    }
  }

  private double slowness() {
    return 1 + contention * Math.max(0, pieces.size() - 1);
  }
}
