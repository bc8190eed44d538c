package dev.holdfast.backend.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** A store that lasts as long as its process. */
public final class MemoryKeyValueStore<V> implements KeyValueStore<V> {
  private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();

  /** An empty store. */
  public MemoryKeyValueStore() {}

  @Override
  public Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public boolean replace(String key, Optional<V> expected, Optional<V> next) {
    if (expected.isEmpty()) {
      return next.isEmpty()
          ? !values.containsKey(key)
          : values.putIfAbsent(key, next.get()) == null;
    }
    return next.isEmpty()
        ? values.remove(key, expected.get())
        : values.replace(key, expected.get(), next.get());
  }

  @Override
  public void each(BiConsumer<String, V> visitor) {
    values.forEach(visitor);
  }

  @Override
  public long size() {
    return values.mappingCount();
  }
}
