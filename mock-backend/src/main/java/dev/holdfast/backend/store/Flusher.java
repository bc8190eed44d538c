package dev.holdfast.backend.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes changes safe, many at a time: whoever comes while a flush runs waits for the next one,
 * which then serves all that came meanwhile.
 */
final class Flusher {
  private final Runnable flush;
  private final AtomicLong changes = new AtomicLong();
  private final Object turn = new Object();
  private long safe;

  /**
   * A flusher.
   *
   * @param flush makes all changes made before it was called safe
   */
  Flusher(Runnable flush) {
    this.flush = flush;
  }

  /** Returns when all that this thread has changed so far is safe. */
  void awaitSafe() {
    long mine = changes.incrementAndGet();
    synchronized (turn) {
      if (safe >= mine) {
        return;
      }
      long covered = changes.get();
      flush.run();
      safe = covered;
    }
  }
}
