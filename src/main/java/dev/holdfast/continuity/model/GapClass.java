package dev.holdfast.continuity.model;

import java.util.Locale;

/** How long a client was away, in the classes that a continuity policy distinguishes. */
public enum GapClass {
  /** Short enough that everything must still be there. */
  BRIEF,
  /** Long enough that a small, announced loss is allowed. */
  MEDIUM,
  /** Long enough that the session must have ended. */
  EXTENDED;

  /** The name on the wire and in reports: {@code brief}, {@code medium} or {@code extended}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
