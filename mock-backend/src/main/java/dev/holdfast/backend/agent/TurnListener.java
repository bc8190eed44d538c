package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolCall;

/** Hears a turn while it happens; it goes on whether or not anybody listens. */
public interface TurnListener {

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
