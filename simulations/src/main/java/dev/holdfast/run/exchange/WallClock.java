package dev.holdfast.run.exchange;

import java.util.Optional;

/** How far an injector's wall clock is from that of its run. No figure depends on it. */
public final class WallClock {

  private static final long MOST_MILLIS = 1_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private WallClock() {}

  /**
   * By how much it is surely off, whatever of the trip was the way there.
   *
   * @param tripNanos of the question that it answered
   * @param theirMillis what it told, milliseconds since the epoch
   * @param ourMillis when the answer was there
   * @return milliseconds ahead of the run's, below 0 behind; empty if it is near enough
   */
  public static Optional<Long> off(long tripNanos, long theirMillis, long ourMillis) {
    long half = tripNanos / 2 / NANOS_A_MILLI;
    long off = theirMillis - (ourMillis - half);
    return Math.abs(off) - half > MOST_MILLIS ? Optional.of(off) : Optional.empty();
  }

  /** The same as a line for people. */
  public static String told(String injector, long offMillis) {
    return "the wall clock of "
        + injector
        + " is off by about "
        + Math.abs(offMillis)
        + " ms: no figure depends on it, but its witnesses tell other times than the target's log;"
        + " have NTP set it";
  }
}
