package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How clients back off.
 *
 * @param strategy how the waits grow
 * @param base the wait before the first attempt; above 0
 * @param cap the longest wait; not below {@code base}
 */
public record BackOffPlan(BackOff strategy, Duration base, Duration cap) {

  /** Refuses a limit below the first wait. */
  public BackOffPlan {
    if (base.isZero() || base.isNegative()) {
      throw ConfigurationException.refused("back-off base", "above 0", base);
    }
    if (cap.compareTo(base) < 0) {
      throw ConfigurationException.refused("back-off cap", "at least its base, " + base, cap);
    }
  }

  /**
   * The wait before an attempt.
   *
   * @param attempt its number, from 0
   * @param random makes jitter
   */
  public Duration delay(int attempt, RandomGenerator random) {
    return strategy.delay(attempt, base, cap, random);
  }

  /** The same waits, grown in another way. */
  public BackOffPlan by(BackOff other) {
    return new BackOffPlan(other, base, cap);
  }
}
