package dev.holdfast.continuity;

import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation history.
 *
 * @param seq its place in the history, from 1; 0 where the backend numbers nothing
 * @param id unique within the session
 * @param role who wrote it
 * @param content its text
 * @param inReplyTo the id of the user message that an agent's message answers; null on user
 *     messages
 */
public record Message(long seq, String id, Role role, String content, @Nullable String inReplyTo) {

  /** Whether another message of this id says the same: role, text and, where told, question. */
  boolean saysSameAs(Message other) {
    boolean sameQuestion =
        inReplyTo == null || other.inReplyTo == null || inReplyTo.equals(other.inReplyTo);
    return role == other.role && sameQuestion && content.equals(other.content);
  }

  /** Whether another message has this number, or one of the two has none. */
  boolean numberedAs(Message other) {
    return seq <= 0 || other.seq <= 0 || seq == other.seq;
  }
}
