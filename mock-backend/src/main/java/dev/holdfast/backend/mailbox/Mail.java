package dev.holdfast.backend.mailbox;

import java.util.OptionalInt;

/** What others may do with the mailboxes of sessions, over which they have no other power. */
public interface Mail {

  /** Whether there is such a session; only then it has a mailbox. */
  boolean knows(String sessionId);

  /**
   * Leaves a letter; it is delivered at once if the session is connected.
   *
   * @return how many wait or are not acknowledged; empty if it was refused because the mailbox is
   *     full
   */
  OptionalInt leave(String sessionId, Letter letter);

  /** Gives the mailbox limits of its own, which hold for what arrives from now on. */
  void limit(String sessionId, MailboxLimits limits);

  /** What the mailbox holds. */
  MailboxState state(String sessionId);
}
