package dev.holdfast.capacity;

/** What one level says of the target. */
public enum LevelVerdict {
  /** Everything promised held. */
  HELD,

  /** Something promised did not hold. */
  BROKE,

  /** Nothing: the generator was the limit, or the figures disagree with themselves. */
  INVALID
}
