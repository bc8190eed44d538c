package dev.holdfast.backend.session;

import dev.holdfast.backend.agent.TurnListener;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolCall;
import dev.holdfast.backend.protocol.Turns;
import org.jspecify.annotations.Nullable;

/**
 * Tells a turn to the connection that began it or asked for the rest of it, and to no other.
 *
 * @param id the client's id of the frame that it answers; null if it gave none
 */
record TurnRelay(Connection connection, @Nullable String id, Traffic traffic)
    implements TurnListener {

  @Override
  public boolean wants(String turn) {
    return !connection.gone() || connection.behaviour().finishes(turn);
  }

  @Override
  public void chunk(String turn, int number, String data) {
    connection.send(id, new Turns.AgentChunk(turn, number, data));
  }

  @Override
  public void completed(String turn, StoredMessage answer, ToolCall call, AgentContext after) {
    traffic.turn();
    connection.send(id, new Turns.ToolCalled(call, after.version()));
    connection.send(id, new Turns.AgentResponse(turn, answer, after));
  }
}
