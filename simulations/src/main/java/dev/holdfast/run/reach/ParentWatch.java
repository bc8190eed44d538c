package dev.holdfast.run.reach;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Ends this process when the one that started it ends.
 *
 * <p>A build tool that is stopped by a signal leaves the process that it forked for Gatling
 * running: the load would go on with nobody to see its verdict. The build asks for this watch by a
 * system property, so that a run started by hand may outlive its shell.
 */
public final class ParentWatch {

  private static final String ASKED_FOR = "dev.holdfast.follow-parent";
  private static final long ROUND_MILLIS = 250;
  private static final int TERMINATED = 143;

  private ParentWatch() {}

  /**
   * Watches from now on, if this process was asked to.
   *
   * @param end ends this process with that exit code
   */
  public static void followIfAsked(IntConsumer end) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (Boolean.getBoolean(ASKED_FOR) && parent.isPresent()) {
      Thread thread = new Thread(() -> follow(parent.get(), end), "holdfast-parent-watch");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** A killed parent that nobody reaps looks alive; its children have another parent, though. */
  private static void follow(ProcessHandle parent, IntConsumer end) {
    try {
      while (parent.isAlive() && ProcessHandle.current().parent().equals(Optional.of(parent))) {
        boolean unused = new CountDownLatch(1).await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    end.accept(TERMINATED);
  }
}
