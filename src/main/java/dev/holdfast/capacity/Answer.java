package dev.holdfast.capacity;

import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param kind what may be said
 * @param load the highest load that held each time it was confirmed; absent if none did
 * @param above the lowest load that did not hold; absent if none was found
 * @param because why it is no more than that, in one sentence
 */
public record Answer(Kind kind, @Nullable Double load, @Nullable Double above, String because) {

  /** How much an answer says. */
  public enum Kind {
    /** The target holds {@code load} and does not hold {@code above}. */
    LIMIT,

    /** The target holds {@code load}; its limit is higher, by how much nobody knows. */
    AT_LEAST,

    /** No figure. */
    NONE
  }

  /**
   * Checks that what the kind promises is there.
   *
   * @throws IllegalArgumentException if it is not
   */
  public Answer {
    boolean complete =
        switch (kind) {
          case LIMIT -> load != null && above != null && load < above;
          case AT_LEAST -> load != null;
          case NONE -> load == null;
        };
    if (!complete) {
      throw new IllegalArgumentException(
          "an answer of kind " + kind + " cannot be " + load + " below " + above);
    }
  }
}
