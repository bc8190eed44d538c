package dev.holdfast.backend.session;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.Retained;
import dev.holdfast.backend.protocol.Greetings;
import org.jspecify.annotations.Nullable;

/**
 * The first frames of a connection.
 *
 * @param moved whether it comes from another place than the session's last connection
 * @param retained what the gap left; null on a session's first connection
 */
record FirstFrames(
    Connection connection,
    ConnectionBehaviour behaviour,
    boolean moved,
    @Nullable Retained retained) {

  void send(AgentContext context) {
    AgentContext shown = behaviour.shown(context);
    boolean recognised = retained != null && behaviour.recognises();
    connection.send(
        null,
        new Greetings.ConnectionEstablished(
            context.sessionId(),
            connection.id(),
            recognised,
            !shown.isEmpty(),
            moved,
            shown.version()));
    if (retained != null && recognised) {
      connection.send(
          null,
          new Greetings.ContextStatus(
              !retained.expired(),
              retained.preservationRate(),
              retained.gapClass(),
              retained.warning(),
              retained.expired()));
    }
  }
}
