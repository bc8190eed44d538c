package dev.holdfast.steps.connection;

import java.time.Duration;

/**
 * The instants at which virtual users are to lose their connections: each at its own phase of a
 * beat that is the same for all, so that losses come evenly, however unevenly users became ready.
 *
 * @param originNanos any instant, on the monotonic clock; the beat counts from it
 * @param every from one loss of a user to its next; above 0
 */
record LossSchedule(long originNanos, Duration every) {

  /**
   * Multiples of the golden ratio, less their whole parts, fill 0 to 1 evenly however many there
   * are, and so does every n-th of them.
   */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Refuses a beat that stands still. */
  LossSchedule {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("every must be above 0, got: " + every);
    }
  }

  /**
   * When a user is to lose its connection first. Who becomes ready a little later has the same
   * instant; who becomes ready much later loses whole beats, never its phase.
   *
   * @param user its number; users of successive numbers have phases far apart
   * @param readyNanos from when on it may, on the monotonic clock
   * @return at or after {@code readyNanos}, less than a beat later
   */
  long first(long user, long readyNanos) {
    long beat = every.toNanos();
    double turns = user * GOLDEN;
    long phase = originNanos + (long) ((turns - Math.floor(turns)) * beat);
    return readyNanos + Math.floorMod(phase - readyNanos, beat);
  }
}
