package dev.holdfast.backend.mailbox;

import java.time.Instant;

/**
 * A letter in a mailbox.
 *
 * @param number its number among all that were ever left there, from 1
 * @param expiresAt from then on it is never delivered
 */
public record Notification(
    long number,
    String messageId,
    String content,
    Priority priority,
    Instant queuedAt,
    Instant expiresAt) {

  boolean freshAt(Instant now) {
    return now.isBefore(expiresAt);
  }
}
