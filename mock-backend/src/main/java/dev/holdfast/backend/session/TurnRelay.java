package dev.holdfast.backend.session;

import dev.holdfast.backend.agent.TurnListener;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import dev.holdfast.backend.protocol.TurnFrames;
import dev.holdfast.backend.session.outbound.Traffic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a turn to the connection that began it or asked for the rest of it, and to no other. */
final class TurnRelay implements TurnListener {
  private final Connection connection;
  private final @Nullable String id;
  private final Traffic traffic;

  /** How many pieces of the answer were sent before the connection had gone. */
  private volatile int sent;

  /**
   * A relay to a connection.
   *
   * @param id the client's id of the frame that it answers; null if it gave none
   */
  TurnRelay(Connection connection, @Nullable String id, Traffic traffic) {
    this.connection = connection;
    this.id = id;
    this.traffic = traffic;
  }

  Connection connection() {
    return connection;
  }

  @Nullable String id() {
    return id;
  }

  @Override
  public boolean wants(String turn) {
    return !connection.gone() || connection.behaviour().finishes(turn);
  }

  @Override
  public void chunk(String turn, int number, String data, boolean last) {
    if (!connection.gone()) {
      sent = number + 1;
    }
    connection.send(id, new TurnFrames.AgentChunk(turn, number, data, last));
  }

  @Override
  public AgentContext stored(String turn, List<String> pieces, AgentContext after) {
    if (!connection.gone()) {
      return after;
    }
    String soFar = String.join("", pieces.subList(0, Math.min(sent, pieces.size())));
    return connection.behaviour().stored(turn, soFar, after);
  }

  @Override
  public void completed(
      String turn, StoredMessage answer, ToolInvocation call, AgentContext after) {
    traffic.turn();
    connection.send(id, new TurnFrames.ToolCalled(call, after.version()));
    connection.send(id, new TurnFrames.AgentResponse(turn, answer, after));
  }
}
