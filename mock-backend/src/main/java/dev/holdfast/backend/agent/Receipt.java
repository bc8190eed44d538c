package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;

/** What became of a user message. */
public sealed interface Receipt {

  /** It is safe; {@code context} is the one it was committed with. */
  record Committed(StoredMessage message, AgentContext context) implements Receipt {}

  /** It was safe already; {@code context} is the current one. */
  record Repeated(StoredMessage message, AgentContext context) implements Receipt {}

  /** Its id belongs to a message with another text. */
  record OtherText() implements Receipt {}

  /** It would make the context larger than one may be. */
  record TooMuch() implements Receipt {}

  /** The context that it was meant for is gone, or others were faster every time. */
  record Lost() implements Receipt {}
}
