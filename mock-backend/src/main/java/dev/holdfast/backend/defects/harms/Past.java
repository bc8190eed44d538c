package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import java.util.Optional;

/** What a faulty backend might still have lying about: older snapshots, and other users'. */
public interface Past {

  /** Keeps the state with which a connection of its session begins. */
  void arrived(AgentContext context);

  /** The state before the last turn, or else before the last commit, of the same incarnation. */
  Optional<AgentContext> beforeLastTurn(AgentContext current);

  /** The state with which the last connection of the session began. */
  Optional<AgentContext> atLastArrival(String sessionId);

  /** What the session had when it last expired, if that was anything. */
  Optional<AgentContext> beforeExpiry(AgentContext current);

  /** The context of another user that has messages; {@code pick} chooses among several. */
  Optional<AgentContext> ofAnother(String userId, int pick);
}
