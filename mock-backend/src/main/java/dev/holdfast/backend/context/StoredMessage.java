package dev.holdfast.backend.context;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a session's history.
 *
 * @param seq its place in the history, from 1; a place is never given twice within an incarnation
 * @param id unique within the session
 * @param role who wrote it
 * @param content its text
 * @param timestamp when it was committed
 * @param inReplyTo the id of the user message that an agent's message answers; null on a user
 *     message
 * @param awaitsAnswer whether the agent owes this user message an answer, or has given it
 * @param toolCalls how many tool calls an agent's message rests on; 0 on a user message
 */
public record StoredMessage(
    long seq,
    String id,
    SpeakerRole role,
    String content,
    Instant timestamp,
    @Nullable String inReplyTo,
    boolean awaitsAnswer,
    int toolCalls) {

  /** Refuses a place before the first. */
  public StoredMessage {
    if (seq < 1) {
      throw new IllegalArgumentException("seq must be at least 1, got: " + seq);
    }
  }

  /** The same message with another text. */
  public StoredMessage withContent(String newContent) {
    return new StoredMessage(
        seq, id, role, newContent, timestamp, inReplyTo, awaitsAnswer, toolCalls);
  }

  /** The same message at another place. */
  public StoredMessage at(long newSeq) {
    return new StoredMessage(
        newSeq, id, role, content, timestamp, inReplyTo, awaitsAnswer, toolCalls);
  }
}
