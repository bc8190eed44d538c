package dev.holdfast.backend.context;

import org.jspecify.annotations.Nullable;

/**
 * What is left of a context after a gap, and what the client is told of it.
 *
 * @param context what is left; the very same object if nothing changed
 * @param gapClass the class that the gap fell into
 * @param preservationRate share of the items that are left, 0 to 1; 1 if there were none
 * @param expired whether the context was given up altogether and begins anew
 * @param warning one line for the client; null if there is nothing to warn of
 */
public record Retained(
    AgentContext context,
    GapLength gapClass,
    double preservationRate,
    boolean expired,
    @Nullable String warning) {

  /** Refuses shares outside 0 to 1. */
  public Retained {
    if (!(preservationRate >= 0 && preservationRate <= 1)) {
      throw new IllegalArgumentException(
          "preservation_rate must be 0 to 1, got: " + preservationRate);
    }
  }
}
