package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;

/** All that a backend keeps, in one place: open it once, and close it last. */
public interface Storage extends AutoCloseable {

  /** The contexts of all sessions. */
  ContextStore contexts();

  /**
   * Values of one kind.
   *
   * @param name tells the kinds apart; lower-case letters and dashes
   * @param type a record, or another type that has its content in its fields
   */
  <V> KeyValueStore<V> keyValues(String name, Class<V> type);

  /** The way to the other backends that share this storage. */
  Messenger messenger();

  /** Whether calls wait for a disk or a network, so that more of them must be possible at once. */
  boolean waits();

  @Override
  void close();
}
