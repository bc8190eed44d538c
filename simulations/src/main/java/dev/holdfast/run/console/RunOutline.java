package dev.holdfast.run.console;

import java.time.Duration;
import java.util.Optional;

/** How a run is meant to go. */
public interface RunOutline {

  /** How long it takes if all goes well; empty if nobody knows. */
  default Optional<Duration> expected() {
    return Optional.empty();
  }

  /**
   * What goes on, in a word or two.
   *
   * @param elapsed since the run began
   */
  default String phase(Duration elapsed) {
    return "running";
  }

  /** One of which nothing is known. */
  RunOutline UNKNOWN = new RunOutline() {};
}
