package dev.holdfast.backend.mailbox;

import java.util.OptionalLong;

/**
 * What somebody wants to leave for a session.
 *
 * @param messageId unique in the session, 1 to 256 characters; the same one again is left once
 * @param content the text, at most 8,192 characters: a full mailbox must fit into a connection's
 *     way out
 * @param ttlMillis how long it may wait, real time, 1 ms to 24 h; empty for as long as its mailbox
 *     says
 */
public record Letter(String messageId, String content, Priority priority, OptionalLong ttlMillis) {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_CONTENT = 8_192;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Letter {
    if (messageId.isEmpty() || messageId.length() > LONGEST_ID) {
      throw new IllegalArgumentException("message_id must have 1 to " + LONGEST_ID + " characters");
    }
    if (content.length() > LONGEST_CONTENT) {
      throw new IllegalArgumentException(
          "content must have at most " + LONGEST_CONTENT + " characters, got: " + content.length());
    }
    ttlMillis.ifPresent(MailboxLimits::checkTtl);
  }
}
