package dev.holdfast.backend.context;

import java.util.Locale;

/** How long a client was away, in the classes that retention distinguishes. */
public enum GapLength {
  /** So short that everything is kept. */
  BRIEF,
  /** So long that a small, announced loss is allowed. */
  MEDIUM,
  /** So long that the context has ended. */
  EXTENDED;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The name on the wire: {@code brief}, {@code medium} or {@code extended}. */
  public String id() {
    return id;
  }
}
