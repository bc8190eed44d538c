package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.List;

/**
 * What the reconnect storm does.
 *
 * @param strategies how clients back off, each tried in turn on the same sessions; at least one
 * @param rounds how often each is tried; at least 1
 * @param backOff the waits of all of them
 * @param settle rest between two storms; not negative
 * @param allBack longest from the drop to the last session being whole again; above 0
 */
public record StormPlan(
    List<BackOff> strategies, int rounds, BackOffPlan backOff, Duration settle, Duration allBack) {

  /** Copies the list. */
  public StormPlan {
    strategies = List.copyOf(strategies);
  }

  /**
   * Returns if clients can try a second time.
   *
   * @param giveUp after which a client tries no more
   * @throws ConfigurationException if they cannot
   */
  public void requireSecondTries(Duration giveUp) {
    if (giveUp.compareTo(backOff.base()) <= 0) {
      throw ConfigurationException.refused(
          "holdfast.resilience.give-up",
          "above holdfast.storm.back-off-base ("
              + backOff.base().toMillis()
              + " ms), or nobody tries a second time",
          giveUp.toMillis() + " ms");
    }
  }

  static StormPlan of(Values values) {
    return new StormPlan(
        BackOff.parse("holdfast.storm.strategies", values.list("holdfast.storm.strategies")),
        values.atLeastOne("holdfast.storm.rounds"),
        new BackOffPlan(
            BackOff.EXPONENTIAL,
            values.positive("holdfast.storm.back-off-base"),
            values.positive("holdfast.storm.back-off-cap")),
        values.notNegative("holdfast.storm.settle"),
        values.positive("holdfast.storm.all-back"));
  }
}
