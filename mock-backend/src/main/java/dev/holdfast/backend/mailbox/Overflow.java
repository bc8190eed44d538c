package dev.holdfast.backend.mailbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a full mailbox does with one more. */
public enum Overflow {
  /** Gives up the one that came first, whatever its priority. */
  DROP_OLDEST,
  /** Gives up the one that comes, without a word. */
  DROP_NEWEST,
  /** Refuses the one that comes. */
  REJECT;

  /** The name on the wire. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that name, if there is one. */
  public static Optional<Overflow> of(String id) {
    return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
  }
}
