package dev.holdfast.backend.context;

import java.util.Locale;

/** Who wrote a message. */
public enum SpeakerRole {
  /** The person, or the virtual user in their place. */
  USER,
  /** The scripted agent. */
  AGENT;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The name on the wire: {@code user} or {@code agent}. */
  public String id() {
    return id;
  }
}
