package dev.holdfast.soak;

/**
 * One value of a figure in the course of a run.
 *
 * @param atMillis when, in milliseconds since the run began
 * @param work reconnections judged until then
 * @param value in the figure's unit; finite
 */
public record Observation(long atMillis, double work, double value) {

  /** Refuses what no trend can be told from. */
  public Observation {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, got: " + value);
    }
  }

  Observation negated() {
    return new Observation(atMillis, work, -value);
  }
}
