package dev.holdfast.backend.defects;

import java.time.Duration;

/**
 * What load a backend bears before it is slow: limits that are known, so that a search for them can
 * be held to the truth.
 *
 * @param sessions connections at once that are served well; 0 for no limit
 * @param reconnections a second that are served well; 0 for no limit
 * @param delay of history and context beyond a limit; above 0
 */
public record LoadLimits(int sessions, double reconnections, Duration delay) {

  /** As much as the machine can. */
  public static final LoadLimits NONE = new LoadLimits(0, 0, Duration.ofSeconds(1));

  /** Refuses numbers outside their ranges. */
  public LoadLimits {
    if (sessions < 0) {
      throw new IllegalArgumentException("limit-sessions must be 0 or more, got: " + sessions);
    }
    if (!(reconnections >= 0)) {
      throw new IllegalArgumentException(
          "limit-reconnections must be 0 or more, got: " + reconnections);
    }
    if (delay.isZero() || delay.isNegative()) {
      throw new IllegalArgumentException("overload-delay must be above 0, got: " + delay);
    }
  }

  /** Whether there is no limit. */
  public boolean isEmpty() {
    return sessions == 0 && reconnections == 0;
  }

  @Override
  public String toString() {
    return "limit-sessions "
        + sessions
        + ", limit-reconnections "
        + reconnections
        + ", overload-delay "
        + delay.toMillis()
        + " ms";
  }
}
