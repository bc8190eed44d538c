package dev.holdfast.backend;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Notices that the process which wanted this one is gone, however it went. */
final class OwnerWatch {
  private static final long ROUND_MILLIS = 250;

  private OwnerWatch() {}

  /**
   * Watches a process; does nothing on a machine that tells of none, not even of this one, as Linux
   * does without {@code /proc}.
   *
   * @param gone runs once that process has ended
   * @throws IllegalArgumentException if there is no such process
   */
  static void start(long pid, Runnable gone) {
    if (!ProcessHandle.current().isAlive()) {
      return;
    }
    ProcessHandle watched =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .orElseThrow(
                () -> new IllegalArgumentException("parent-pid names no process, got: " + pid));
    // A killed parent that nobody reaps looks alive; its children have another parent, though.
    boolean child = parentPid().equals(Optional.of(pid));
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "holdfast-parent-watch");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        scheduler.scheduleWithFixedDelay(
            () -> {
              if (!watched.isAlive() || (child && !parentPid().equals(Optional.of(pid)))) {
                gone.run();
                scheduler.shutdown();
              }
            },
            ROUND_MILLIS,
            ROUND_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private static Optional<Long> parentPid() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid);
  }
}
