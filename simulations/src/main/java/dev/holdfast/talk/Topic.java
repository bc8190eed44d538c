package dev.holdfast.talk;

import dev.holdfast.continuity.model.Memory;

/**
 * What a virtual user says at once.
 *
 * @param text without the user's mark
 * @param memory what the agent is asked to remember with it
 * @param reply whether the agent is to answer
 */
public record Topic(String text, Memory memory, boolean reply) {

  private static final int LARGE_CHARACTERS = 512 * 1024;

  /** A text that the agent is to answer, and nothing to remember. */
  public static Topic of(String text) {
    return new Topic(text, Memory.EMPTY, true);
  }

  /** A text that the agent is to keep, and not to answer. */
  public static Topic note(String text) {
    return new Topic(text, Memory.EMPTY, false);
  }

  /** Letters that take one, two, three and four bytes. */
  public static Topic inManyScripts(int turn) {
    return of("Über " + turn + " € – 質問 🙂 – " + Sentences.at(turn));
  }

  /** A note of half a mebibyte. */
  public static Topic large() {
    return note("Keep this log. " + "x".repeat(LARGE_CHARACTERS));
  }
}
