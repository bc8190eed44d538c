package dev.holdfast.backend.session;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.mailbox.Notification;
import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.session.outbound.FrameSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the server behaves towards one connection; each method's default is the honest way. */
public interface ConnectionBehaviour {

  /** As a server should. */
  ConnectionBehaviour HONEST = new ConnectionBehaviour() {};

  /** Whether a session that is known is greeted as known. */
  default boolean recognises() {
    return true;
  }

  /** Whether the connection before is closed when this one takes over. */
  default boolean endsOldConnection() {
    return true;
  }

  /** Whether the connection before is told that this one has taken over. */
  default boolean explainsTakeover() {
    return true;
  }

  /** Whether a turn is finished though the connection that began it has gone. */
  default boolean finishes(String turn) {
    return true;
  }

  /** What is written of what an acknowledged message asked to be remembered. */
  default AgentMemory written(String messageId, AgentMemory asked) {
    return asked;
  }

  /**
   * What is stored of a turn whose connection has gone.
   *
   * @param sent the answer as far as it was sent before
   * @param after the context with all of the turn
   */
  default AgentContext stored(String turn, String sent, AgentContext after) {
    return after;
  }

  /** The piece from which a stream is taken up again, where the client asked for {@code next}. */
  default int resumesAt(String turn, int next) {
    return next;
  }

  /** Whether the session takes the connection for two. */
  default boolean countsTwice() {
    return false;
  }

  /** What this connection is shown of the context. */
  default AgentContext shown(AgentContext actual) {
    return actual;
  }

  /** What is brought of the mail that is due, and in which order. */
  default List<Notification> brought(List<Notification> due) {
    return due;
  }

  /** Whether that notification is not sent again once its client has acknowledged it. */
  default boolean settles(String messageId) {
    return true;
  }

  /** Passes a frame on to the client. */
  default void send(@Nullable String id, ServerFrame frame, FrameSink client) {
    client.send(id, frame);
  }
}
