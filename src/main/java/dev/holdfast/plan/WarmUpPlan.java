package dev.holdfast.plan;

import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * How generator and target are warmed before anything is recorded.
 *
 * @param most longest that it may take; zero: there is no warm-up
 * @param users throw-away users at once, at least 1
 * @param settledFor how long both must have been warm; above 0
 * @param compilation share of one processor that the compilers of a warm process use at most, 0 to
 *     1
 */
public record WarmUpPlan(Duration most, int users, Duration settledFor, double compilation) {

  /** A target that is not ours is asked for no more than this many users at once. */
  private static final int MOST_FOREIGN = 50;

  static WarmUpPlan of(Values values) {
    return new WarmUpPlan(
        values.notNegative("holdfast.warm-up.most"),
        values.atLeastOne("holdfast.warm-up.users"),
        values.positive("holdfast.warm-up.settled-for"),
        values.positiveShare("holdfast.warm-up.compilation"));
  }

  /** The same without any warm-up. */
  WarmUpPlan none() {
    return new WarmUpPlan(Duration.ZERO, users, settledFor, compilation);
  }

  /** Whether there is to be one. */
  public boolean wanted() {
    return !most.isZero();
  }

  /**
   * How many throw-away users there are at once.
   *
   * @param planned how many users the run itself has; at least 1
   * @param foreign whether the target is not a mock backend of this run's own
   */
  public int users(int planned, boolean foreign) {
    return Math.min(planned, foreign ? Math.min(users, MOST_FOREIGN) : users);
  }
}
