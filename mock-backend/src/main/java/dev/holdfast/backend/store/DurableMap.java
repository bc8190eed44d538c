package dev.holdfast.backend.store;

import java.util.Arrays;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Texts by key in a file. A change that was accepted is on disk, and what is read is too: a reader
 * waits for the writer before, so nobody is ever shown what a crash could take back.
 */
final class DurableMap {
  private static final int STRIPES = 256;

  private final MVMap<String, String> map;
  private final Flusher flusher;
  private final Object[] stripes = new Object[STRIPES];

  DurableMap(MVMap<String, String> map, Flusher flusher) {
    this.map = map;
    this.flusher = flusher;
    Arrays.setAll(stripes, i -> new Object());
  }

  /** Hears of each text. */
  @FunctionalInterface
  interface Visitor {
    void visit(String key, String text);
  }

  @Nullable String get(String key) {
    synchronized (stripe(key)) {
      try {
        return map.get(key);
      } catch (MVStoreException e) {
        throw new StoreException("the store's file cannot be read: " + e.getMessage(), e);
      }
    }
  }

  /** Replaces a text, or none, that meets a condition; null means none. */
  boolean replace(String key, Predicate<@Nullable String> condition, @Nullable String next) {
    synchronized (stripe(key)) {
      if (!condition.test(get(key))) {
        return false;
      }
      try {
        if (next == null) {
          map.remove(key);
        } else {
          map.put(key, next);
        }
        flusher.awaitSafe();
        return true;
      } catch (MVStoreException e) {
        throw new StoreException("the store's file cannot be written: " + e.getMessage(), e);
      }
    }
  }

  /** Visits a snapshot of all. */
  void each(Visitor visitor) {
    map.forEach(visitor::visit);
  }

  long size() {
    return map.sizeAsLong();
  }

  private Object stripe(String key) {
    return stripes[Math.floorMod(key.hashCode(), STRIPES)];
  }
}
