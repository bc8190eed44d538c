package dev.holdfast.backend.context;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Optimistic commits: reads, changes, and tries again when somebody else was faster. */
public final class Commits {
  private static final int ATTEMPTS = 64;

  private final ContextStore store;

  /** Commits to a store. */
  public Commits(ContextStore store) {
    this.store = store;
  }

  /**
   * Changes a session's context.
   *
   * @param incarnation which beginning of the context the change is meant for
   * @param change called with the current context, again after each lost race; returning its
   *     argument, or one of the same revision, commits nothing
   * @return the context after the change; empty if the context has ended or begun anew since, or if
   *     others were faster every time
   */
  public Optional<AgentContext> update(
      String sessionId, int incarnation, UnaryOperator<AgentContext> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<AgentContext> current = store.load(sessionId);
      if (current.isEmpty() || current.get().revision().incarnation() != incarnation) {
        return Optional.empty();
      }
      AgentContext next = change.apply(current.get());
      if (next.revision().equals(current.get().revision())
          || store.commit(current.get().revision(), next)) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }
}
