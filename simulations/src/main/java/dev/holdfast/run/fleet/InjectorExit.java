package dev.holdfast.run.fleet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** How the process of an injector ends. */
enum InjectorExit {
  /** It was told that the run needs nothing any more. */
  TOLD(0),
  /** It was not wanted: another version or configuration, or an index that somebody has. */
  REFUSED(3),
  /** It heard nothing of its run for too long. */
  LEASE_LOST(4),
  /** Its settings make no sense. */
  USAGE(64);

  private static final long HALT_SECONDS = 5;
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private final int code;

  InjectorExit(int code) {
    this.code = code;
  }

  /** Whether this process has begun to end so. */
  static boolean isUnderWay() {
    return ENDING.get();
  }

  /** Ends this process, surely; the first call counts. */
  void now() {
    if (!ENDING.compareAndSet(false, true)) {
      return;
    }
    daemon(() -> System.exit(code), "holdfast-injector-exit");
    daemon(
        () -> {
          try {
            boolean unused = new CountDownLatch(1).await(HALT_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(code);
        },
        "holdfast-injector-halt");
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
