package dev.holdfast.continuity.model;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is promised after a gap of each class.
 *
 * @param briefBelow gaps below this are brief; positive
 * @param extendedAbove gaps above this are extended; not below {@code briefBelow}
 * @param mediumShare least share of the context's items that a medium gap leaves, 0 to 1
 * @param briefDeadline longest restore after a brief gap; positive
 * @param mediumDeadline longest restore after a medium gap; positive
 */
public record ContinuityPolicy(
    Duration briefBelow,
    Duration extendedAbove,
    double mediumShare,
    Duration briefDeadline,
    Duration mediumDeadline) {

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** Refuses limits that contradict each other. */
  public ContinuityPolicy {
    positive("brief-below", briefBelow);
    positive("brief-deadline", briefDeadline);
    positive("medium-deadline", mediumDeadline);
    if (extendedAbove.compareTo(briefBelow) < 0) {
      throw new IllegalArgumentException(
          "extended-above must be at least brief-below ("
              + briefBelow
              + "), got: "
              + extendedAbove);
    }
    if (!(mediumShare >= 0 && mediumShare <= 1)) {
      throw new IllegalArgumentException("medium-share must be 0 to 1, got: " + mediumShare);
    }
  }

  /** Below 30 s everything within 500 ms; up to 5 min at least 95 % within 2 s; then expired. */
  public static ContinuityPolicy standard() {
    return new ContinuityPolicy(
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        0.95,
        Duration.ofMillis(500),
        Duration.ofSeconds(2));
  }

  /**
   * The same promises with gaps shrunk by a time scale; deadlines stay as they are.
   *
   * @param timeScale above 0, at most 1
   */
  public ContinuityPolicy scaled(double timeScale) {
    if (!(timeScale > 0 && timeScale <= 1)) {
      throw new IllegalArgumentException(
          "time-scale must be above 0 and at most 1, got: " + timeScale);
    }
    return new ContinuityPolicy(
        scale(briefBelow, timeScale),
        scale(extendedAbove, timeScale),
        mediumShare,
        briefDeadline,
        mediumDeadline);
  }

  /** The same of a backend that never says that a session has expired: then none does. */
  public ContinuityPolicy neverExpiring() {
    return new ContinuityPolicy(briefBelow, FOR_EVER, mediumShare, briefDeadline, mediumDeadline);
  }

  /** The class of a gap that is known exactly. */
  public GapClass classOf(Duration gap) {
    if (gap.compareTo(briefBelow) < 0) {
      return GapClass.BRIEF;
    }
    return gap.compareTo(extendedAbove) > 0 ? GapClass.EXTENDED : GapClass.MEDIUM;
  }

  /**
   * Every class in which the server may honestly have placed this gap; more than one near a limit.
   */
  public Set<GapClass> classesOf(Gap gap) {
    return EnumSet.range(classOf(gap.atLeast()), classOf(gap.atMost()));
  }

  /**
   * The longest restore that this class allows; an extended gap, which restores nothing, has the
   * medium one.
   */
  public Duration deadline(GapClass gapClass) {
    return gapClass == GapClass.BRIEF ? briefDeadline : mediumDeadline;
  }

  private static Duration scale(Duration duration, double by) {
    return Duration.ofNanos(Math.round(duration.toNanos() * by));
  }

  private static void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " must be positive, got: " + value);
    }
  }
}
