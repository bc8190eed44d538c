package dev.holdfast.run.console;

import java.time.Duration;
import java.util.Optional;

/**
 * When a log is told how far a run has come: a handful of times in a run, however long it is, so
 * that a gate's log fits one screen; and at least every ten minutes, so that a build server does
 * not take the run for hung.
 */
final class LogPace {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LEAST = Duration.ofSeconds(15);
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final int TIMES = 4;

  private final Optional<Duration> expected;
  private Duration next = FIRST;

  LogPace(Optional<Duration> expected) {
    this.expected = expected;
  }

  /** Whether it is time for a line; asked with times that only grow. */
  boolean isDue(Duration elapsed) {
    if (elapsed.compareTo(next) < 0) {
      return false;
    }
    next = elapsed.plus(step(elapsed));
    return true;
  }

  /** As long again as the run has taken, where nobody knows how long it will. */
  private Duration step(Duration elapsed) {
    Duration step =
        expected
            .filter(its -> elapsed.compareTo(its) < 0)
            .map(its -> its.dividedBy(TIMES))
            .orElse(elapsed);
    if (step.compareTo(LEAST) < 0) {
      return LEAST;
    }
    return step.compareTo(MOST) > 0 ? MOST : step;
  }
}
