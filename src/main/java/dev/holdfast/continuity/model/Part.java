package dev.holdfast.continuity.model;

/** The parts of a restored context that a backend can tell. */
public enum Part {
  /** The conversation history. */
  HISTORY,
  /** Memory, workflow and tool calls. */
  CONTEXT
}
