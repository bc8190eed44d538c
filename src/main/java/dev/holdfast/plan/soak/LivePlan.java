package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;

/**
 * The live page and metrics of a run that goes on.
 *
 * @param on whether they are served
 * @param port on loopback; 0 for any that is free
 */
public record LivePlan(boolean on, int port) {

  private static final int HIGHEST_PORT = 65_535;

  /** Refuses what is no port. */
  public LivePlan {
    if (port < 0 || port > HIGHEST_PORT) {
      throw ConfigurationException.refused("holdfast.live.port", "0 to 65535", port);
    }
  }

  static LivePlan of(Values values) {
    return new LivePlan(values.flag("holdfast.live.on"), values.count("holdfast.live.port"));
  }
}
