package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.InMemoryContextStore;

/** All in the process: for one backend that need not remember. */
public final class MemoryStorage implements Storage {
  private final ContextStore contexts = new InMemoryContextStore();

  /** An empty storage. */
  public MemoryStorage() {}

  @Override
  public ContextStore contexts() {
    return contexts;
  }

  @Override
  public <V> KeyValueStore<V> keyValues(String name, Class<V> type) {
    return new MemoryKeyValueStore<>();
  }

  @Override
  public Messenger messenger() {
    return Messenger.ALONE;
  }

  @Override
  public boolean waits() {
    return false;
  }

  @Override
  public void close() {
    contexts.close();
  }
}
