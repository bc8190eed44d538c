package dev.holdfast.plan.soak;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * What a soak runs when its plan has a command befall its users: a rollout, a failover, whatever a
 * shell can start.
 *
 * @param line what the shell is given; empty for none. Never shown, as it may hold a password
 * @param within how long it may take; above 0
 * @param ends what of the backend it ends; with that goes whatever the backend does not claim to
 *     keep
 */
public record CommandPlan(String line, Duration within, Outage ends) {

  static CommandPlan of(Values values) {
    return new CommandPlan(
        values.text("holdfast.soak.command").strip(),
        values.positive("holdfast.soak.command-within"),
        ends(values.text("holdfast.soak.command-ends").strip()));
  }

  private static Outage ends(String told) {
    return switch (told) {
      case "nothing" -> Outage.NONE;
      case "node" -> Outage.NODE;
      case "restart" -> Outage.RESTART;
      default ->
          throw ConfigurationException.refused(
              "holdfast.soak.command-ends", "nothing, node or restart", told);
    };
  }

  @Override
  public String toString() {
    return "CommandPlan[within=" + within + ", ends=" + ends + "]";
  }
}
