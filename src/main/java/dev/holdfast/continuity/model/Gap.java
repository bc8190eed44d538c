package dev.holdfast.continuity.model;

import java.time.Duration;

/**
 * The time a client was away, as the server may have seen it.
 *
 * <p>A client cannot know the instant at which the server noticed a loss or a return, only between
 * which of its own instants these lie; hence two bounds.
 *
 * @param atLeast from the last moment at which the server may have noticed the loss to the first at
 *     which it may have noticed the return; not negative
 * @param atMost from the loss to the answered return; not below {@code atLeast}
 */
public record Gap(Duration atLeast, Duration atMost) {

  /** Refuses negative and inverted bounds. */
  public Gap {
    if (atLeast.isNegative()) {
      throw new IllegalArgumentException("gap.atLeast must not be negative, got: " + atLeast);
    }
    if (atMost.compareTo(atLeast) < 0) {
      throw new IllegalArgumentException(
          "gap.atMost must be at least " + atLeast + ", got: " + atMost);
    }
  }

  /** A gap that is known exactly. */
  public static Gap of(Duration exact) {
    return new Gap(exact, exact);
  }
}
