package dev.holdfast.run.fleet;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread on which all is done that concerns a fleet. */
final class FleetThread implements AutoCloseable {

  private final ScheduledThreadPoolExecutor executor;
  private final Consumer<String> failures;

  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  FleetThread(Consumer<String> failures) {
    this.failures = failures;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "holdfast-fleet");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  void soon(Work work) {
    try {
      executor.execute(() -> safely(work));
    } catch (RejectedExecutionException e) {
      // It has ended.
    }
  }

  void later(Duration wait, Work work) {
    try {
      var unused = executor.schedule(() -> safely(work), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // It has ended.
    }
  }

  void every(Duration period, Work work) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> safely(work), 0, period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** On a thread of its own, since it takes its time. */
  void beside(Work work) {
    Thread thread = new Thread(() -> safely(work), "holdfast-fleet-files");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void safely(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error e) {
      failures.accept("the work with the injectors failed: " + e);
    }
  }
}
