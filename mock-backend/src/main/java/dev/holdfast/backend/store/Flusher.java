package dev.holdfast.backend.store;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes safe, many at a time: whoever comes while a flush runs waits for the next one,
 * which then serves all that came meanwhile.
 */
final class Flusher {
  private final Runnable flush;
  private final AtomicLong changes = new AtomicLong();
  private final Object turn = new Object();
  private long safe;
  private @Nullable StoreException failure;

  /**
   * A flusher.
   *
   * @param flush makes all changes safe that were noted before it was called
   */
  Flusher(Runnable flush) {
    this.flush = flush;
  }

  /**
   * Returns if no flush has failed so far.
   *
   * @throws StoreException if one has
   */
  void requireSound() {
    synchronized (turn) {
      if (failure != null) {
        throw new StoreException(failure.getMessage() + "; restart the backend", failure);
      }
    }
  }

  /**
   * Returns when all that this thread has noted so far is safe.
   *
   * @throws StoreException if a flush has failed, this one or any before: what it was to make safe
   *     is in doubt, and nothing may be promised on top of that
   */
  void awaitSafe() {
    long mine = changes.incrementAndGet();
    synchronized (turn) {
      requireSound();
      if (safe >= mine) {
        return;
      }
      long covered = changes.get();
      try {
        flush.run();
      } catch (StoreException e) {
        failure = e;
        throw e;
      }
      safe = covered;
    }
  }
}
