package dev.holdfast.continuity.model;

import java.util.Locale;

/** The four ends that a planned reconnection can have. */
public enum Outcome {
  /** Everything owed came back. */
  PRESERVED,
  /**
   * A loss within what the policy allows after a medium gap, and announced; or what went with a
   * part of the backend that ended, where nobody claims that it outlives that.
   */
  DEGRADED,
  /** The session ended as promised, and a clean one began; also a rightful refusal. */
  EXPIRED,
  /** Anything else: named by at least one anomaly. */
  BROKEN;

  /** The name in reports, such as {@code preserved}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
