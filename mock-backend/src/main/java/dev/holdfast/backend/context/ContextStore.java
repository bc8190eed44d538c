package dev.holdfast.backend.context;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the context of every session, and since when the session is without a connection.
 *
 * <p>Contract, which every store must pass: a committed context is what the next load returns,
 * whichever thread or process asks; of several commits that build on the same revision exactly one
 * succeeds; a session that was never committed has no context and was never left. All methods may
 * be called from any thread.
 */
public interface ContextStore extends AutoCloseable {

  /** The session's context as last committed. */
  Optional<AgentContext> load(String sessionId);

  /**
   * Replaces the session's context, if it still is what the new one builds on.
   *
   * @param expected the revision that {@code next} was made from; {@link Revision#NONE} if the
   *     session has no context yet
   * @param next the new context
   * @return whether it was committed; false if the revision has passed
   */
  boolean commit(Revision expected, AgentContext next);

  /** Notes that the session's last connection ended at this instant. Ignored without a context. */
  void left(String sessionId, Instant at);

  /** Notes that the session has a connection again. */
  void returned(String sessionId);

  /** Since when the session is without a connection; empty while it has one, or never had any. */
  Optional<Instant> leftAt(String sessionId);

  /** Forgets the session altogether. */
  void remove(String sessionId);

  /** How many sessions have a context. */
  int count();

  /**
   * How many bytes all contexts take, estimated from their texts; for watching growth, not for
   * accounting.
   */
  long estimatedBytes();

  /**
   * Calls the visitor for every session that has been without a connection since before an instant.
   * Sessions that come or go meanwhile may be missed.
   */
  void eachLeftBefore(Instant instant, LeftSession visitor);

  @Override
  void close();

  /** Receives sessions that are without a connection. */
  @FunctionalInterface
  interface LeftSession {
    /** One such session, its context, and since when it has no connection. */
    void visit(AgentContext context, Instant leftAt);
  }
}
