package dev.holdfast.capacity;

/**
 * How the highest load is looked for.
 *
 * @param start the first step of the stairs; above 0
 * @param growth how much higher each next step is, such as 1.5; above 1
 * @param floor below which no level is worth measuring; above 0, at most {@code start}
 * @param ceiling above which nothing is asked for; at least {@code start}
 * @param resolution how near, as a part of the load, the highest that holds and the lowest that
 *     breaks must come, such as 0.02; above 0, below 1
 * @param whole whether loads are whole numbers, as those of sessions are
 * @param confirmations how often the answer must hold over a long hold, such as 3; at least 1
 * @param mostLevels after how many levels to give up; at least 1
 */
public record SearchPlan(
    double start,
    double growth,
    double floor,
    double ceiling,
    double resolution,
    boolean whole,
    int confirmations,
    int mostLevels) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range, naming it
   */
  public SearchPlan {
    require(start > 0, "start", "above 0", start);
    require(growth > 1, "growth", "above 1", growth);
    require(floor > 0 && floor <= start, "floor", "above 0 and at most start", floor);
    require(ceiling >= start, "ceiling", "at least start", ceiling);
    require(resolution > 0 && resolution < 1, "resolution", "above 0 and below 1", resolution);
    require(confirmations >= 1, "confirmations", "at least 1", confirmations);
    require(mostLevels >= 1, "mostLevels", "at least 1", mostLevels);
  }

  /** A plan with the usual choices: stairs by a half, 2 % resolution, three confirmations. */
  public static SearchPlan usual(double start, double ceiling, boolean whole) {
    return new SearchPlan(
        start, 1.5, Math.min(start, whole ? 1 : start / 64), ceiling, 0.02, whole, 3, 60);
  }

  /** The nearest load that can be asked for. */
  double askable(double load) {
    double bounded = Math.max(floor, Math.min(ceiling, load));
    return whole ? Math.max(1, Math.rint(bounded)) : bounded;
  }

  private static void require(boolean met, String what, String rule, double got) {
    if (!met) {
      throw new IllegalArgumentException("search " + what + " must be " + rule + ", got: " + got);
    }
  }
}
