package dev.holdfast.backend.context;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that lasts as long as its process: one small object a session. */
public final class InMemoryContextStore implements ContextStore {
  private static final long CONNECTED = Long.MIN_VALUE;

  private final ConcurrentHashMap<String, Kept> sessions = new ConcurrentHashMap<>();

  /** A context, and since when nobody is connected, in milliseconds of the epoch. */
  private record Kept(AgentContext context, long leftAtMillis) {}

  /** An empty store. */
  public InMemoryContextStore() {}

  @Override
  public Optional<AgentContext> load(String sessionId) {
    Kept kept = sessions.get(sessionId);
    return kept == null ? Optional.empty() : Optional.of(kept.context);
  }

  @Override
  public boolean commit(Revision expected, AgentContext next) {
    if (expected.equals(Revision.NONE)) {
      return sessions.putIfAbsent(next.sessionId(), new Kept(next, CONNECTED)) == null;
    }
    Kept kept = sessions.get(next.sessionId());
    while (kept != null && kept.context.revision().equals(expected)) {
      // Another thread may note a departure meanwhile; only another commit makes this one fail.
      if (sessions.replace(next.sessionId(), kept, new Kept(next, kept.leftAtMillis))) {
        return true;
      }
      kept = sessions.get(next.sessionId());
    }
    return false;
  }

  @Override
  public void left(String sessionId, Instant at) {
    sessions.computeIfPresent(sessionId, (id, kept) -> new Kept(kept.context, at.toEpochMilli()));
  }

  @Override
  public void returned(String sessionId) {
    sessions.computeIfPresent(sessionId, (id, kept) -> new Kept(kept.context, CONNECTED));
  }

  @Override
  public Optional<Instant> leftAt(String sessionId) {
    Kept kept = sessions.get(sessionId);
    return kept == null || kept.leftAtMillis == CONNECTED
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(kept.leftAtMillis));
  }

  @Override
  public void remove(String sessionId) {
    sessions.remove(sessionId);
  }

  @Override
  public int count() {
    return sessions.size();
  }

  @Override
  public long estimatedBytes() {
    long bytes = 0;
    for (Kept kept : sessions.values()) {
      bytes += kept.context.estimatedBytes();
    }
    return bytes;
  }

  @Override
  public void eachLeftBefore(Instant instant, LeftSession visitor) {
    long before = instant.toEpochMilli();
    sessions.forEach(
        (id, kept) -> {
          if (kept.leftAtMillis != CONNECTED && kept.leftAtMillis < before) {
            visitor.visit(kept.context, Instant.ofEpochMilli(kept.leftAtMillis));
          }
        });
  }

  @Override
  public void close() {}
}
