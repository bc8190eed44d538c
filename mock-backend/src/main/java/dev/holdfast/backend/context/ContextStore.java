package dev.holdfast.backend.context;

import java.util.Optional;

/**
 * Keeps the context of every session.
 *
 * <p>Contract, which every store must pass: a committed context is what the next load returns,
 * whichever thread or process asks, and on a store that outlives its process also after that was
 * killed; of several commits that build on the same revision exactly one succeeds; a session that
 * was never committed has no context. All methods may be called from any thread.
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

  /**
   * Forgets the session's context, if it still is of that revision.
   *
   * @return whether it was forgotten
   */
  boolean remove(String sessionId, Revision expected);

  /**
   * Returns if the store can take in what is committed now; for whoever asks whether all is well.
   * Takes as long as asking it takes.
   *
   * @throws RuntimeException as the other methods do when it cannot
   */
  default void check() {
    int unused = count();
  }

  /** How many sessions have a context. */
  int count();

  /**
   * How many bytes all contexts take, estimated from their texts; for watching growth, not for
   * accounting.
   */
  long estimatedBytes();

  @Override
  void close();
}
