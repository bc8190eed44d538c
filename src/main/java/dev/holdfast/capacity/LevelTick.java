package dev.holdfast.capacity;

import org.HdrHistogram.Histogram;

/**
 * What happened in one short span of a level, about a second.
 *
 * @param fromSeconds its begin, from the level's begin
 * @param toSeconds its end; after its begin
 * @param planned units of work that should have begun
 * @param begun units of work that began
 * @param failed units of work that failed; not in the latencies' count unless they have a time
 * @param responseMicros times of the units of work that ended well, and of those that failed at
 *     their deadline; at most an hour each
 * @param pauseMillis mean pause of a session between two units of work; 0 where nobody waits
 * @param concurrency mean number at once
 * @param sessions mean number of open sessions
 * @param reconnections that completed
 * @param turns that completed
 */
public record LevelTick(
    double fromSeconds,
    double toSeconds,
    long planned,
    long begun,
    long failed,
    Histogram responseMicros,
    double pauseMillis,
    double concurrency,
    double sessions,
    long reconnections,
    long turns) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public LevelTick {
    if (!(toSeconds > fromSeconds && fromSeconds >= 0)) {
      throw new IllegalArgumentException(
          "a tick needs 0 <= from < to, got: " + fromSeconds + " to " + toSeconds);
    }
  }

  double seconds() {
    return toSeconds - fromSeconds;
  }
}
