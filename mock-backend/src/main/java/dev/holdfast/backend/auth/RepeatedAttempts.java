package dev.holdfast.backend.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says whether a key has reached a number of attempts within a window that slides. Keeps only the
 * latest instants of the latest keys; when a key is forgotten, its count starts again.
 */
final class RepeatedAttempts {
  private final int threshold;
  private final Duration window;
  private final Map<String, ArrayDeque<Instant>> latest;

  RepeatedAttempts(int threshold, Duration window, int keys) {
    this.threshold = threshold;
    this.window = window;
    this.latest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Instant>> eldest) {
            return size() > keys;
          }
        };
  }

  /** Counts one attempt; true if it is at least the threshold's within the window. */
  synchronized boolean add(String key, Instant now) {
    ArrayDeque<Instant> instants = latest.computeIfAbsent(key, k -> new ArrayDeque<>(threshold));
    if (instants.size() == threshold) {
      instants.removeFirst();
    }
    instants.addLast(now);
    return instants.size() == threshold
        && Duration.between(instants.getFirst(), now).compareTo(window) <= 0;
  }
}
