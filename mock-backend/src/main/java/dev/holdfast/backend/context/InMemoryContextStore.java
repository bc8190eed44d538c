package dev.holdfast.backend.context;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that lasts as long as its process: one small object a session. */
public final class InMemoryContextStore implements ContextStore {
  private final ConcurrentHashMap<String, AgentContext> contexts = new ConcurrentHashMap<>();

  /** An empty store. */
  public InMemoryContextStore() {}

  @Override
  public Optional<AgentContext> load(String sessionId) {
    return Optional.ofNullable(contexts.get(sessionId));
  }

  @Override
  public boolean commit(Revision expected, AgentContext next) {
    if (expected.equals(Revision.NONE)) {
      return contexts.putIfAbsent(next.sessionId(), next) == null;
    }
    boolean[] committed = new boolean[1];
    contexts.computeIfPresent(
        next.sessionId(),
        (id, current) -> {
          committed[0] = current.revision().equals(expected);
          return committed[0] ? next : current;
        });
    return committed[0];
  }

  @Override
  public boolean remove(String sessionId, Revision expected) {
    boolean[] removed = new boolean[1];
    contexts.computeIfPresent(
        sessionId,
        (id, current) -> {
          removed[0] = current.revision().equals(expected);
          return removed[0] ? null : current;
        });
    return removed[0];
  }

  @Override
  public int count() {
    return contexts.size();
  }

  @Override
  public long estimatedBytes() {
    return contexts.values().stream().mapToLong(AgentContext::estimatedBytes).sum();
  }

  @Override
  public void close() {}
}
