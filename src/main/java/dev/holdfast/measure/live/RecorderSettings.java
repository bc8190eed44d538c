package dev.holdfast.measure.live;

import java.time.Duration;

/**
 * How a run is recorded.
 *
 * @param interval between two writes of the journal, and so the most that a killed run loses;
 *     positive
 * @param witnessesPerAnomaly broken reconnections told in full for each anomaly; further ones are
 *     only counted; not negative
 * @param longest durations above this are recorded as this; at least 1 ms, at most 1 h
 * @param startTolerance a planned reconnection that begins at most this late began within its time;
 *     not negative
 * @param mostCohorts bound on the cohorts kept apart, so that memory stays flat; at least 1
 */
public record RecorderSettings(
    Duration interval,
    int witnessesPerAnomaly,
    Duration longest,
    Duration startTolerance,
    int mostCohorts) {

  private static final int MOST_INTERVALS = 720;

  /** Refuses settings under which nothing could be recorded. */
  public RecorderSettings {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval must be positive, got: " + interval);
    }
    if (witnessesPerAnomaly < 0) {
      throw new IllegalArgumentException(
          "witnessesPerAnomaly must not be negative, got: " + witnessesPerAnomaly);
    }
    if (longest.compareTo(Duration.ofMillis(1)) < 0 || longest.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("longest must be 1 ms to 1 h, got: " + longest);
    }
    if (startTolerance.isNegative()) {
      throw new IllegalArgumentException(
          "startTolerance must not be negative, got: " + startTolerance);
    }
    if (mostCohorts < 1) {
      throw new IllegalArgumentException("mostCohorts must be at least 1, got: " + mostCohorts);
    }
  }

  /** Every 5 s, 100 witnesses an anomaly, up to 10 min, starts within 1 s, 512 cohorts. */
  public static RecorderSettings standard() {
    return new RecorderSettings(
        Duration.ofSeconds(5), 100, Duration.ofMinutes(10), Duration.ofSeconds(1), 512);
  }

  /**
   * The standard settings, with a time between two writes that keeps the journal of a long run
   * small: 5 s up to one hour, then a 720th of the run, at most 1 min.
   *
   * @param run how long the run is planned to last; not negative
   */
  public static RecorderSettings lasting(Duration run) {
    Duration share = run.dividedBy(MOST_INTERVALS);
    Duration least = standard().interval();
    Duration most = Duration.ofMinutes(1);
    return standard()
        .every(share.compareTo(least) < 0 ? least : share.compareTo(most) > 0 ? most : share);
  }

  /** The same with another time between two writes. */
  public RecorderSettings every(Duration otherInterval) {
    return new RecorderSettings(
        otherInterval, witnessesPerAnomaly, longest, startTolerance, mostCohorts);
  }

  /** The same with another number of witnesses for each anomaly. */
  public RecorderSettings witnessing(int others) {
    return new RecorderSettings(interval, others, longest, startTolerance, mostCohorts);
  }
}
