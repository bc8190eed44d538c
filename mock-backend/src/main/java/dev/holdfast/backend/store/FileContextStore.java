package dev.holdfast.backend.store;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.Revision;
import java.util.Optional;

/** Contexts in a file. */
final class FileContextStore implements ContextStore {
  private final DurableMap map;
  private final Runnable check;

  /**
   * Contexts in a file.
   *
   * @param check throws if the file takes in nothing more
   */
  FileContextStore(DurableMap map, Runnable check) {
    this.map = map;
    this.check = check;
  }

  @Override
  public void check() {
    check.run();
  }

  @Override
  public Optional<AgentContext> load(String sessionId) {
    return RevisedText.optional(map.get(sessionId));
  }

  @Override
  public boolean commit(Revision expected, AgentContext next) {
    return map.replace(
        next.sessionId(), text -> RevisedText.matches(text, expected), RevisedText.of(next));
  }

  @Override
  public boolean remove(String sessionId, Revision expected) {
    return map.replace(sessionId, text -> RevisedText.matches(text, expected), null);
  }

  @Override
  public int count() {
    return (int) Math.min(Integer.MAX_VALUE, map.size());
  }

  @Override
  public long estimatedBytes() {
    return map.characters();
  }

  /** Does nothing: the file belongs to the storage. */
  @Override
  public void close() {}
}
