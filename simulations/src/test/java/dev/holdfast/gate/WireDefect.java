package dev.holdfast.gate;

import dev.holdfast.gate.ShippedDialect.Claim;

/** What a server on Node can be made to do wrong, and what that is called. */
enum WireDefect {
  /** A message that was acknowledged is not kept. */
  FORGETS("--forget", Claim.NOTHING_OF_OTHERS, Claim.EXACTLY_ONCE, "lost-message"),
  /** What another says is taken in and never sent; who delivers at most once may do so. */
  LOSES("--lose", Claim.AT_LEAST_ONCE, Claim.EXACTLY_ONCE, "lost-message"),
  /** It is sent twice. */
  DOUBLES("--twice", Claim.AT_MOST_ONCE, Claim.EXACTLY_ONCE, "duplicated-message"),
  /** It is sent after the next. */
  SWAPS("--swap", Claim.AT_MOST_ONCE, Claim.EXACTLY_ONCE, "reordered-message"),
  /** It is sent otherwise than it was said. */
  ALTERS("--alter", Claim.AT_MOST_ONCE, Claim.EXACTLY_ONCE, "corrupted-message"),
  /** A connection hears nothing of it. */
  IS_DEAF("--deaf", Claim.AT_MOST_ONCE, Claim.EXACTLY_ONCE, "deaf"),
  /** A return is told that all came, though the first that was missed did not. */
  SKIPS("--gap", Claim.AT_LEAST_ONCE, Claim.EXACTLY_ONCE, "lost-message"),
  /** A return is told that it cannot be resumed, within the window. */
  GIVES_UP("--refuse", Claim.AT_LEAST_ONCE, Claim.EXACTLY_ONCE, "expired-early");

  private final String option;
  private final Claim weakest;
  private final Claim strongest;
  private final String anomaly;

  WireDefect(String option, Claim weakest, Claim strongest, String anomaly) {
    this.option = option;
    this.weakest = weakest;
    this.strongest = strongest;
    this.anomaly = anomaly;
  }

  /** How a server is told to have it; its value is which of so many it strikes. */
  String option() {
    return option;
  }

  /** What it is found as. */
  String anomaly() {
    return anomaly;
  }

  /** Whether a claim rules it out. */
  boolean breaks(Claim claim) {
    boolean mayRepeat = this == DOUBLES && claim == Claim.AT_LEAST_ONCE;
    return claim.compareTo(weakest) >= 0 && claim.compareTo(strongest) <= 0 && !mayRepeat;
  }
}
