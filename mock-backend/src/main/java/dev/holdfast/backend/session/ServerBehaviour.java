package dev.holdfast.backend.session;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.SessionReturn;
import java.util.Optional;

/** Chooses how the server behaves towards each connection: the seam at which defects are seeded. */
@FunctionalInterface
public interface ServerBehaviour {

  /** Honest towards everybody. */
  ServerBehaviour HONEST = (sessionId, userId, reconnection, context) -> ConnectionBehaviour.HONEST;

  /**
   * How to behave towards a connection that begins.
   *
   * @param sessionId the session
   * @param userId its user
   * @param reconnection the facts of its return; empty for a session's first connection
   * @param context the context that it honestly has
   */
  ConnectionBehaviour towards(
      String sessionId, String userId, Optional<SessionReturn> reconnection, AgentContext context);
}
