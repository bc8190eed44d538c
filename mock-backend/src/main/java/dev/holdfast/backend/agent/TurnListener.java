package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import java.util.List;

/** Hears a turn while it happens; it goes on whether or not anybody listens. */
public interface TurnListener {

  /** Nobody listens. */
  TurnListener NOBODY =
      new TurnListener() {
        @Override
        public void chunk(String turn, int number, String data, boolean last) {
          // The client reads the whole answer in the history.
        }

        @Override
        public void completed(
            String turn, StoredMessage answer, ToolInvocation call, AgentContext after) {
          // The same.
        }
      };

  /** Whether a turn that has come to its end is still to be committed: always, honestly. */
  default boolean wants(String turn) {
    return true;
  }

  /**
   * What is stored of a turn that has come to its end: all of it, honestly.
   *
   * @param pieces of the answer
   * @param after the context with the turn
   */
  default AgentContext stored(String turn, List<String> pieces, AgentContext after) {
    return after;
  }

  /**
   * A piece of the answer.
   *
   * @param number counts from 0
   * @param last whether the answer ends with it
   */
  void chunk(String turn, int number, String data, boolean last);

  /**
   * The turn is committed.
   *
   * @param turn the user message's id
   * @param answer the agent's message
   * @param call the tool call it made
   * @param after the context with both
   */
  void completed(String turn, StoredMessage answer, ToolInvocation call, AgentContext after);
}
