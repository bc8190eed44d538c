package dev.holdfast.backend.store;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store in a file. */
final class FileKeyValueStore<V> implements KeyValueStore<V> {
  private final DurableMap map;
  private final JsonCodec<V> codec;

  FileKeyValueStore(DurableMap map, JsonCodec<V> codec) {
    this.map = map;
    this.codec = codec;
  }

  @Override
  public Optional<V> get(String key) {
    return Optional.ofNullable(map.get(key)).map(codec::value);
  }

  @Override
  public boolean replace(String key, Optional<V> expected, Optional<V> next) {
    String from = expected.map(codec::text).orElse(null);
    return map.replace(key, text -> Objects.equals(text, from), next.map(codec::text).orElse(null));
  }

  @Override
  public void each(BiConsumer<String, V> visitor) {
    map.each((key, text) -> visitor.accept(key, codec.value(text)));
  }

  @Override
  public long size() {
    return map.size();
  }
}
