package dev.holdfast.faults;

import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import java.time.Duration;

/**
 * One fault with its particulars.
 *
 * @param fault which
 * @param direction whose frames are cut; only cuts look at it
 * @param ending what the peers then see; resets, black holes, refusals and delays do not look at it
 * @param time from 0 to 1 h, in milliseconds at the finest: the idle time before a cut, the delay
 *     of a handshake, what Retry-After says (rounded up to seconds), how long a black hole lasts
 *     (0: until healed), a slow reader's time for 1 KiB
 */
public record Injection(Fault fault, Direction direction, Ending ending, Duration time) {

  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Refuses nonsense.
   *
   * @throws IllegalArgumentException naming the key, the rule and the value
   */
  public Injection {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("time must be 0 to 1 h, got: " + time);
    }
    boolean needsTime = fault == Fault.IDLE_CUT || fault == Fault.SLOW_READER;
    if (needsTime && time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "time of " + fault.id() + " must be at least 1 ms, got: " + time);
    }
  }

  /** A fault with its defaults, to be varied. */
  public static Injection of(Fault fault) {
    return new Injection(fault, Direction.DOWNSTREAM, fault.ending(), fault.time());
  }

  /** The same in another direction. */
  public Injection direction(Direction other) {
    return new Injection(fault, other, ending, time);
  }

  /** The same with another ending. */
  public Injection ending(Ending other) {
    return new Injection(fault, direction, other, time);
  }

  /** The same with another time. */
  public Injection time(Duration other) {
    return new Injection(fault, direction, ending, other);
  }
}
