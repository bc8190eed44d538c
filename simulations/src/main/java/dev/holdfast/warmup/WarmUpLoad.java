package dev.holdfast.warmup;

import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.LoadShare;
import dev.holdfast.plan.RunPlan;
import java.time.Duration;

/**
 * The load of a warm-up: short lives, quick returns, and never more of either than the run's own.
 */
final class WarmUpLoad {

  /** As often as two processors bear it while they still compile. */
  private static final Duration LEAST_PACE = Duration.ofMillis(700);

  /** So that arrivals are warmed like returns. */
  private static final int RETURNS_A_LIFE = 8;

  /** Nobody stays away for longer than some seconds. */
  private static final double MOST_SCALE = 0.01;

  private WarmUpLoad() {}

  /**
   * The load of a warm-up.
   *
   * @param plan of the run
   * @param most how many virtual users the run has at once, at least 1
   * @param foreign whether the target is not a mock backend of the run's own
   */
  static LoadPlan of(RunPlan plan, int most, boolean foreign) {
    LoadPlan load = plan.load();
    int users = plan.warmUp().users(most, foreign);
    Duration asOften = load.pace().multipliedBy(users).dividedBy(most);
    Duration pace = asOften.compareTo(LEAST_PACE) < 0 ? LEAST_PACE : asOften;
    return new LoadPlan(
        users,
        pace.multipliedBy(RETURNS_A_LIFE),
        Duration.ZERO,
        pace,
        Math.min(load.timeScale(), MOST_SCALE),
        load.scenarios(),
        load.seed(),
        load.sourceAddresses(),
        LoadShare.WHOLE);
  }
}
