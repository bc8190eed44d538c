package dev.holdfast.objectives;

/**
 * How much of what an objective allows was used, by the figure that it hangs on: the confidence
 * bound where there is one, else what was measured.
 *
 * @param used 0 nothing used, 1 exactly at the limit, above 1 beyond it; not a number where an
 *     objective has no limit that could be used in part, or nothing was measured
 */
public record Margin(double used) {

  /** Nothing to compare with a limit. */
  public static final Margin NONE = new Margin(Double.NaN);

  /** Refuses a negative use. */
  public Margin {
    if (used < 0) {
      throw new IllegalArgumentException("used must not be negative, got: " + used);
    }
  }

  /** What a limit from above leaves; {@link #NONE} of a limit that is not positive. */
  public static Margin below(double limit, double value) {
    return limit > 0 && Double.isFinite(value) ? new Margin(Math.max(0, value) / limit) : NONE;
  }

  /** How much of the share that may be missing to all is missing; both shares 0 to 1. */
  static Margin missing(double required, double share) {
    return below(1 - required, 1 - share);
  }

  /** Whether there is something to show. */
  public boolean isKnown() {
    return Double.isFinite(used);
  }
}
