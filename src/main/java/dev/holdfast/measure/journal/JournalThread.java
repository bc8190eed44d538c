package dev.holdfast.measure.journal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one daemon thread that cuts intervals and touches the disk, so that no event loop does. */
final class JournalThread {

  /** The next beat among them. */
  private static final int FEW_WAITING = 5;

  private final ScheduledThreadPoolExecutor executor;
  private final Consumer<String> failures;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private @Nullable ScheduledFuture<?> beat;

  /**
   * A thread that waits for work.
   *
   * @param failures told of work that threw, in one sentence
   */
  JournalThread(Consumer<String> failures) {
    this.failures = failures;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "holdfast-journal");
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Does this again and again, at first after that time; to be called once. */
  void every(Duration first, Duration interval, Runnable work) {
    beat =
        executor.scheduleAtFixedRate(
            () -> safely(work), first.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Does this soon; nothing after the end. Returns at once and never throws. */
  void soon(Runnable work) {
    try {
      executor.execute(() -> safely(work));
    } catch (RejectedExecutionException e) {
      // The run has ended: what comes later belongs to no run.
    }
  }

  /** Whether hardly any work waits. */
  boolean keepsUp() {
    return executor.getQueue().size() < FEW_WAITING;
  }

  /**
   * Does a last thing and ends. Whoever calls, and however often: it is done once, and each caller
   * returns when it is done or the patience is over.
   */
  void end(Runnable last, Duration patience) {
    if (ending.compareAndSet(false, true)) {
      ScheduledFuture<?> scheduled = beat;
      if (scheduled != null) {
        scheduled.cancel(false);
      }
      soon(
          () -> {
            safely(last);
            ended.complete(null);
          });
      executor.shutdown();
    }
    await(patience);
  }

  /** Whether the last thing has been done. */
  boolean hasEnded() {
    return ended.isDone();
  }

  private void await(Duration patience) {
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // A disk that hangs must not hang the end of the run; the journal then reads as killed.
    }
  }

  private void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      // An error too: unheard, it would end all later beats without a trace.
      failures.accept("journal: " + e);
    }
  }
}
