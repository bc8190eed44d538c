package dev.holdfast.continuity.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What a backend promises of that which others say in a user's session.
 *
 * @param guarantee how often each of it arrives
 * @param ordered whether it arrives in the order in which it was said
 * @param window how long its user may be away and still get all of it; empty for any time
 * @param most how many items are kept for a user who is away; above 0
 * @param toldByGreeting whether a returning user is told if the session could not be resumed
 */
public record DeliveryClaims(
    Guarantee guarantee,
    boolean ordered,
    Optional<Duration> window,
    int most,
    boolean toldByGreeting) {

  /** How often a message arrives. */
  public enum Guarantee {
    /** Never twice; what is said while its user is away may be gone. */
    AT_MOST_ONCE,
    /** Once or more often. */
    AT_LEAST_ONCE,
    /** Once. */
    EXACTLY_ONCE
  }

  /** Refuses a window or a number that keeps nothing. */
  public DeliveryClaims {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, got: " + most);
    }
    window.ifPresent(
        each -> {
          if (each.isNegative() || each.isZero()) {
            throw new IllegalArgumentException("window must be above 0, got: " + each);
          }
        });
  }

  /** Whether a message may arrive again. */
  public boolean mayRepeat() {
    return guarantee == Guarantee.AT_LEAST_ONCE;
  }

  /** Whether what is said while its user is away is kept for it at all. */
  public boolean keeps() {
    return guarantee != Guarantee.AT_MOST_ONCE;
  }

  /** Whether a user who was away so long must get what so many said meanwhile. */
  public boolean covers(Gap gap, int items) {
    return items <= most
        && window.map(longest -> gap.atMost().compareTo(longest) <= 0).orElse(true);
  }
}
