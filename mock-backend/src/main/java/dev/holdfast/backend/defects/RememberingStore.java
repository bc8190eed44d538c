package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.Revision;
import dev.holdfast.backend.defects.harms.Past;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that also keeps what an honest one lets go. */
final class RememberingStore implements ContextStore, Past {
  private static final int SNAPSHOTS = 6;
  private static final int OTHERS = 64;

  private final ContextStore store;
  private final ConcurrentHashMap<String, Deque<AgentContext>> snapshots =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AgentContext> arrivals = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AgentContext> expired = new ConcurrentHashMap<>();
  private final Deque<AgentContext> recent = new ArrayDeque<>(OTHERS);

  RememberingStore(ContextStore store) {
    this.store = store;
  }

  @Override
  public Optional<AgentContext> load(String sessionId) {
    return store.load(sessionId);
  }

  @Override
  public boolean commit(Revision expected, AgentContext next) {
    boolean committed = store.commit(expected, next);
    if (committed) {
      snapshots.compute(next.sessionId(), (id, kept) -> with(kept, next));
      if (!next.history().isEmpty()) {
        remember(next);
      }
    }
    return committed;
  }

  @Override
  public boolean remove(String sessionId, Revision expected) {
    boolean removed = store.remove(sessionId, expected);
    if (removed) {
      snapshots.remove(sessionId);
      expired.remove(sessionId);
      arrivals.remove(sessionId);
    }
    return removed;
  }

  @Override
  public void check() {
    store.check();
  }

  @Override
  public int count() {
    return store.count();
  }

  @Override
  public long estimatedBytes() {
    return store.estimatedBytes();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public void arrived(AgentContext context) {
    arrivals.put(context.sessionId(), context);
  }

  @Override
  public Optional<AgentContext> beforeLastTurn(AgentContext current) {
    List<AgentContext> kept = new ArrayList<>();
    snapshots.computeIfPresent(
        current.sessionId(),
        (id, all) -> {
          kept.addAll(all);
          return all;
        });
    List<AgentContext> older =
        kept.stream()
            .filter(c -> c.revision().incarnation() == current.revision().incarnation())
            .filter(c -> c.version() < current.version())
            .toList();
    return older.stream()
        .filter(c -> c.turns() < current.turns() && c.history().size() < current.history().size())
        // The state before the user message of that turn, not the one that has it already.
        .filter(c -> c.history().size() <= current.history().size() - 2)
        .reduce((a, b) -> b)
        .or(() -> older.stream().reduce((a, b) -> b));
  }

  @Override
  public Optional<AgentContext> atLastArrival(String sessionId) {
    return Optional.ofNullable(arrivals.get(sessionId));
  }

  @Override
  public Optional<AgentContext> ofAnother(String userId, int pick) {
    synchronized (recent) {
      List<AgentContext> others =
          recent.stream().filter(context -> !context.userId().equals(userId)).toList();
      return others.isEmpty() ? Optional.empty() : Optional.of(others.get(pick % others.size()));
    }
  }

  private void remember(AgentContext context) {
    synchronized (recent) {
      if (recent.size() == OTHERS) {
        recent.removeFirst();
      }
      recent.addLast(context);
    }
  }

  @Override
  public Optional<AgentContext> beforeExpiry(AgentContext current) {
    return Optional.ofNullable(expired.get(current.sessionId()));
  }

  private Deque<AgentContext> with(Deque<AgentContext> kept, AgentContext next) {
    Deque<AgentContext> snapshots = kept == null ? new ArrayDeque<>(SNAPSHOTS) : kept;
    AgentContext last = snapshots.peekLast();
    boolean begunAnew =
        last != null && last.revision().incarnation() < next.revision().incarnation();
    if (begunAnew && !last.isEmpty()) {
      expired.put(next.sessionId(), last);
    }
    if (snapshots.size() == SNAPSHOTS) {
      snapshots.removeFirst();
    }
    snapshots.addLast(next);
    return snapshots;
  }
}
