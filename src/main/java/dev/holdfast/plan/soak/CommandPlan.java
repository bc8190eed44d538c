package dev.holdfast.plan.soak;

import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * What a soak runs when its plan has a command befall its users: a rollout, a failover, whatever a
 * shell can start.
 *
 * @param line what the shell is given; empty for none. Never shown, as it may hold a password
 * @param within how long it may take; above 0
 */
public record CommandPlan(String line, Duration within) {

  static CommandPlan of(Values values) {
    return new CommandPlan(
        values.text("holdfast.soak.command").strip(),
        values.positive("holdfast.soak.command-within"));
  }

  @Override
  public String toString() {
    return "CommandPlan[within=" + within + "]";
  }
}
