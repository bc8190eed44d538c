package dev.holdfast.continuity.model;

import org.jspecify.annotations.Nullable;

/** Tells whether a text carries the mark of another user than the one who reads it. */
@FunctionalInterface
public interface ForeignMarks {

  /** The first genuine mark of another user in the text, or null if it has none. */
  @Nullable Mark foreignIn(String text);
}
