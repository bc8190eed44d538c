package dev.holdfast.backend.mailbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How urgent a notification is, the most urgent first. */
public enum Priority {
  /** Before all else. */
  CRITICAL,
  /** Before what is normal. */
  HIGH,
  /** Unless something else is said. */
  NORMAL,
  /** After all else. */
  LOW;

  /** The name on the wire. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The priority of that name, if there is one. */
  public static Optional<Priority> of(String id) {
    return Arrays.stream(values()).filter(priority -> priority.id().equals(id)).findFirst();
  }
}
