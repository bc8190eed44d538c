package dev.holdfast.soak;

/**
 * That a figure did not stay where it was, and since when.
 *
 * @param kind how it moved
 * @param sinceMillis when it began, in milliseconds since the run began
 * @param perThousand growth over 1,000 reconnections, in the figure's unit
 * @param perThousandAtLeast its lower confidence bound
 * @param perHour growth over an hour, likewise
 * @param from level before
 * @param to level at the end of the run
 * @param limitInHours how soon it reaches its limit if it goes on as slowly as its lower bound; not
 *     a number where it does not, or has none
 */
public record Drift(
    Kind kind,
    long sinceMillis,
    double perThousand,
    double perThousandAtLeast,
    double perHour,
    double from,
    double to,
    double limitInHours) {

  /** The two ways in which a figure moves and does not come back. */
  public enum Kind {
    /** Little by little. */
    CREEP,
    /** At once. */
    STEP
  }
}
