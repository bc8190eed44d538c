package dev.holdfast.continuity.model;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
 * @param at when the backend says that it was written, in milliseconds since 1970; {@link #UNTIMED}
 *     where it does not say
 */
public record Message(
    long seq, String id, Role role, String content, @Nullable String inReplyTo, long at) {

  /** The time of a message whose backend tells none. */
  public static final long UNTIMED = Long.MIN_VALUE;

  /** A store that keeps milliseconds may have rounded the last one. */
  private static final long ROUNDING = 1;

  /** A message whose backend tells no time of it. */
  public Message(long seq, String id, Role role, String content, @Nullable String inReplyTo) {
    this(seq, id, role, content, inReplyTo, UNTIMED);
  }

  /** Whether another is this very object, so that nothing of it can differ. */
  @SuppressWarnings("ReferenceEquality") // is what is asked
  public boolean isVery(Message other) {
    return this == other;
  }

  /** Whether another message of this id says the same: role, text, and what both tell besides. */
  public boolean saysSameAs(Message other) {
    boolean sameQuestion =
        inReplyTo == null || other.inReplyTo == null || inReplyTo.equals(other.inReplyTo);
    return textIsThatOf(other)
        && sameQuestion
        && (at == UNTIMED || other.at == UNTIMED || sameTime(at, other.at));
  }

  /** The same, and what one of them tells besides, the other tells as well. */
  public boolean isSameAs(Message other) {
    return saysSameAs(other)
        && (inReplyTo == null) == (other.inReplyTo == null)
        && (at == UNTIMED) == (other.at == UNTIMED);
  }

  /** Whether role and text are the same. */
  public boolean textIsThatOf(Message other) {
    return role == other.role && content.equals(other.content);
  }

  /** Whether another message has this number, or one of the two has none. */
  public boolean numberedAs(Message other) {
    return seq <= 0 || other.seq <= 0 || seq == other.seq;
  }

  /** What a history tells of it besides its text, in words. */
  public String circumstances() {
    return role.id()
        + " message "
        + id
        + (inReplyTo == null ? "" : " in reply to " + inReplyTo)
        + (at == UNTIMED ? ", untimed" : " of " + utc(at));
  }

  private static String utc(long millis) {
    int nanos = Math.toIntExact(Math.floorMod(millis, 1_000L)) * 1_000_000;
    long seconds = Math.floorDiv(millis, 1_000L);
    return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC) + " UTC";
  }

  /** Whether two times are one: to the millisecond, give or take its rounding. */
  public static boolean sameTime(long one, long other) {
    return Math.abs(one - other) <= ROUNDING;
  }
}
