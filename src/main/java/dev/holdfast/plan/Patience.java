package dev.holdfast.plan;

import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * How long a client waits; both above 0.
 *
 * @param connect for a connection to be opened and greeted
 * @param answer for the answer to a request
 */
public record Patience(Duration connect, Duration answer) {

  static Patience of(Values values) {
    return new Patience(
        values.positive("holdfast.patience.connect"), values.positive("holdfast.patience.answer"));
  }
}
