package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolCall;

/** Hears a turn while it happens; it goes on whether or not anybody listens. */
public interface TurnListener {

  /** Nobody listens. */
  TurnListener NOBODY =
      new TurnListener() {
        @Override
        public void chunk(String turn, int number, String data) {
          // The client reads the whole answer in the history.
        }

        @Override
        public void completed(
            String turn, StoredMessage answer, ToolCall call, AgentContext after) {
          // The same.
        }
      };

  /** Whether a turn that has come to its end is still to be committed: always, honestly. */
  default boolean wants(String turn) {
    return true;
  }

  /** A piece of the answer; numbers count from 0. */
  void chunk(String turn, int number, String data);

  /**
   * The turn is committed.
   *
   * @param turn the user message's id
   * @param answer the agent's message
   * @param call the tool call it made
   * @param after the context with both
   */
  void completed(String turn, StoredMessage answer, ToolCall call, AgentContext after);
}
