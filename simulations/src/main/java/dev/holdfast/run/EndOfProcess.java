package dev.holdfast.run;

import dev.holdfast.soak.PartialRun;
import java.util.Set;

/** Why this process is ending; asked by what runs at its end. */
final class EndOfProcess {

  /** The JVM handles each of these in a thread that is named after it, which ends the process. */
  private static final Set<String> SIGNAL_THREADS =
      Set.of("SIGINT handler", "SIGTERM handler", "SIGHUP handler");

  private static volatile boolean parentIsGone;

  private EndOfProcess() {}

  /** Ends this process because the one that it belongs to has ended. */
  static void forItsParent(int exitCode) {
    parentIsGone = true;
    System.exit(exitCode);
  }

  /** In words that fit "ended early by"; told apart, because a crash is nobody's wish. */
  static String reason() {
    boolean signal =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .anyMatch(SIGNAL_THREADS::contains);
    return signal || parentIsGone
        ? PartialRun.SIGNAL
        : "an end of its process that nobody asked for";
  }
}
