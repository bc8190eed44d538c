package dev.holdfast.plan;

import dev.holdfast.settings.Values;
import java.time.Duration;

/**
 * What load the mock backend bears before it is slow: limits that are known, to hold a search to
 * the truth.
 *
 * @param sessions connections at once that are served well; 0 for no limit
 * @param reconnections a second that are served well; 0 for no limit
 * @param delay of history and context beyond a limit; above 0
 * @param contention share of the agent's delay that turns do one after the other, 0 to 1
 */
public record BackendLimits(int sessions, double reconnections, Duration delay, double contention) {

  static BackendLimits of(Values values) {
    return new BackendLimits(
        values.count("holdfast.backend.limit-sessions"),
        values.notNegativeNumber("holdfast.backend.limit-reconnections"),
        values.positive("holdfast.backend.overload-delay"),
        values.share("holdfast.backend.contention"));
  }
}
