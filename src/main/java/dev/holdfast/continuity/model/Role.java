package dev.holdfast.continuity.model;

import java.util.Locale;

/** Who wrote a message. */
public enum Role {
  /** The person whose session it is. */
  USER,
  /** The backend's agent. */
  AGENT;

  /** The name on the wire and in reports: {@code user} or {@code agent}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
