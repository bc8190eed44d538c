package dev.holdfast.capacity;

/**
 * What one level's settled window measured, its warm-up cut off.
 *
 * @param seconds length of the window; above 0
 * @param concurrency mean number at once: of open sessions, or of units of work under way; above 0
 * @param edges by how much chance lets work that is cut by the window's two ends move the count of
 *     what is at once: one standard deviation; at least 0
 * @param throughput units of work completed a second; at least 0
 * @param failedShare of the units of work, 0 to 1; what broke or never ended is one of them
 * @param achievedShare work begun over work planned, 0 to 1
 * @param responseMillis mean time of a unit of work
 * @param pauseMillis mean pause of a session between two units of work; 0 where arrivals are
 *     planned and nobody waits
 * @param p50Millis median time of a unit of work
 * @param p99Millis its 99th percentile
 * @param maxMillis the longest
 * @param sessions mean number of open sessions
 * @param reconnectionsPerSecond reconnections completed a second
 * @param turnsPerSecond turns completed a second
 */
public record LevelFigures(
    double seconds,
    double concurrency,
    double edges,
    double throughput,
    double failedShare,
    double achievedShare,
    double responseMillis,
    double pauseMillis,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    double sessions,
    double reconnectionsPerSecond,
    double turnsPerSecond) {

  /**
   * Checks the ranges that everything else divides by.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LevelFigures {
    if (!(seconds > 0 && concurrency > 0 && edges >= 0 && throughput >= 0)) {
      throw new IllegalArgumentException(
          "a level needs seconds and concurrency above 0, edges and throughput of at least 0, got: "
              + seconds
              + ", "
              + concurrency
              + ", "
              + edges
              + ", "
              + throughput);
    }
    if (!(failedShare >= 0 && failedShare <= 1)) {
      throw new IllegalArgumentException("failedShare must be 0 to 1, got: " + failedShare);
    }
  }
}
