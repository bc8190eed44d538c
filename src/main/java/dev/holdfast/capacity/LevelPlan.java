package dev.holdfast.capacity;

/**
 * How long a level is held.
 *
 * @param warmUpSeconds at its beginning, which are cut off; at least 0
 * @param shortSeconds of the settled window of a short hold; at least 1
 * @param longSeconds of the settled window of a long hold; at least {@code shortSeconds}
 */
public record LevelPlan(double warmUpSeconds, double shortSeconds, double longSeconds) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public LevelPlan {
    if (!(warmUpSeconds >= 0 && shortSeconds >= 1 && longSeconds >= shortSeconds)) {
      throw new IllegalArgumentException(
          "a level needs warmUpSeconds >= 0 and 1 <= shortSeconds <= longSeconds, got: "
              + warmUpSeconds
              + ", "
              + shortSeconds
              + ", "
              + longSeconds);
    }
  }

  /** Seconds of the settled window. */
  public double settledSeconds(Hold hold) {
    return hold == Hold.LONG ? longSeconds : shortSeconds;
  }
}
