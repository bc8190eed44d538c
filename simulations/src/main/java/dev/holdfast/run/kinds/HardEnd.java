package dev.holdfast.run.kinds;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Ends a run that does not end by itself.
 *
 * <p>The verdict is asked for by a virtual user, and Gatling ends the process: a target that keeps
 * an event loop or a socket busy for ever can keep both from it. So a thread of its own concludes
 * what the virtual user has not, and ends the process that Gatling has not.
 */
public final class HardEnd {

  /** The exit code of a process that had to be ended: never that of a PASS. */
  static final int EXIT_CODE = 70;

  /**
   * How long each step may take before the next.
   *
   * @param round between two looks
   * @param verdict from the run's last instant until its verdict was asked for
   * @param reports until the reports are written
   * @param gatling from the verdict until Gatling has written its own report and ended
   * @param exit until what runs at the end of the process has run
   */
  public record Patience(
      Duration round, Duration verdict, Duration reports, Duration gatling, Duration exit) {

    /** Gatling reads the log of a whole soak again for its report, so that it gets the most. */
    public static final Patience STANDARD =
        new Patience(
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(15),
            Duration.ofMinutes(1));
  }

  /**
   * A run as far as its end is concerned.
   *
   * @param isOver whether it should have been concluded
   * @param isConcluded whether it has been
   * @param conclude concludes it
   */
  public record Run(BooleanSupplier isOver, BooleanSupplier isConcluded, Runnable conclude) {}

  /**
   * How a process ends.
   *
   * @param exit runs what is to run at its end, which may hang
   * @param halt ends it at once
   */
  public record Exits(IntConsumer exit, IntConsumer halt) {

    public static final Exits JVM = new Exits(System::exit, Runtime.getRuntime()::halt);
  }

  private final Run run;
  private final Patience patience;
  private final Exits exits;

  public HardEnd(Run run, Patience patience, Exits exits) {
    this.run = run;
    this.patience = patience;
    this.exits = exits;
  }

  /**
   * What ended a run whose users did not all come to their end.
   *
   * @param longest that the run may take
   * @param left how many users had not come to their end; 0 or less if all had
   * @return empty if all had
   */
  static String reason(Duration longest, long left) {
    return left <= 0
        ? ""
        : "its longest time of " + longest.toSeconds() + " s, with " + left + " users not yet done";
  }

  /** Watches from now on. */
  public void start() {
    daemon(this::watch, "holdfast-hard-end");
  }

  private void watch() {
    try {
      while (!run.isOver().getAsBoolean() && !run.isConcluded().getAsBoolean()) {
        boolean unused =
            new CountDownLatch(1).await(patience.round().toMillis(), TimeUnit.MILLISECONDS);
      }
      long overAt = System.nanoTime();
      while (!run.isConcluded().getAsBoolean() && since(overAt).compareTo(patience.verdict()) < 0) {
        boolean unused =
            new CountDownLatch(1).await(patience.round().toMillis(), TimeUnit.MILLISECONDS);
      }
      if (run.isConcluded().getAsBoolean()) {
        boolean unused =
            new CountDownLatch(1).await(patience.gatling().toMillis(), TimeUnit.MILLISECONDS);
      } else {
        daemon(run.conclude(), "holdfast-late-conclusion").join(patience.reports().toMillis());
      }
      daemon(() -> exits.exit().accept(EXIT_CODE), "holdfast-exit")
          .join(patience.exit().toMillis());
      exits.halt().accept(EXIT_CODE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
