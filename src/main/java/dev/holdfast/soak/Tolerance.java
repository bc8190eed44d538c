package dev.holdfast.soak;

import java.time.Duration;

/**
 * How much of a drift matters: what is surely there and too small for anybody to care is none.
 *
 * @param perThousand growth over 1,000 reconnections that is tolerated, in the figure's unit; not
 *     negative
 * @param floor growth over the whole run below which no slope counts, in the figure's unit; not
 *     negative
 * @param step change of level that is tolerated, in the figure's unit; not negative
 * @param limit where the figure must never get, such as the largest heap; infinite where there is
 *     none
 * @param horizon within which it must not get there at its present slope; above 0
 */
public record Tolerance(
    double perThousand, double floor, double step, double limit, Duration horizon) {

  /** Refuses what nobody could tolerate or miss. */
  public Tolerance {
    if (!(perThousand >= 0)) {
      throw new IllegalArgumentException("perThousand must be 0 or more, got: " + perThousand);
    }
    if (!(floor >= 0)) {
      throw new IllegalArgumentException("floor must be 0 or more, got: " + floor);
    }
    if (!(step >= 0)) {
      throw new IllegalArgumentException("step must be 0 or more, got: " + step);
    }
    if (Double.isNaN(limit)) {
      throw new IllegalArgumentException("limit must be a number, got: " + limit);
    }
    if (horizon.isZero() || horizon.isNegative()) {
      throw new IllegalArgumentException("horizon must be above 0, got: " + horizon);
    }
  }
}
