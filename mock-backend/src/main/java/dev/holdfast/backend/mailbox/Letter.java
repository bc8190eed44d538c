package dev.holdfast.backend.mailbox;

import java.util.OptionalLong;

/**
 * What somebody wants to leave for a session.
 *
 * @param messageId unique in the session, 1 to 256 characters; the same one again is left once
 * @param content the text
 * @param ttlMillis how long it may wait, real time, 1 ms to 24 h; empty for as long as its mailbox
 *     says
 */
public record Letter(String messageId, String content, Priority priority, OptionalLong ttlMillis) {
  private static final int LONGEST_ID = 256;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Letter {
    if (messageId.isEmpty() || messageId.length() > LONGEST_ID) {
      throw new IllegalArgumentException("message_id must have 1 to " + LONGEST_ID + " characters");
    }
    ttlMillis.ifPresent(MailboxLimits::checkTtl);
  }
}
