package dev.holdfast.backend.auth.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts attempts a key, such as an address, within a window that slides. Keeps only the latest
 * instants of the latest keys; when a key is forgotten, its count starts again. Safe for concurrent
 * use.
 */
public final class RepeatedAttempts {
  private final int threshold;
  private final Duration window;
  private final Map<String, ArrayDeque<Instant>> latest;

  /**
   * Nothing counted yet.
   *
   * @param threshold how many attempts within the window are too many, at least 1
   * @param window above 0
   * @param keys how many keys are remembered, at least 1
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public RepeatedAttempts(int threshold, Duration window, int keys) {
    if (threshold < 1 || keys < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "threshold and keys must be at least 1 and window above 0, got: "
              + threshold
              + ", "
              + keys
              + ", "
              + window);
    }
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
  public synchronized boolean add(String key, Instant now) {
    ArrayDeque<Instant> instants = latest.computeIfAbsent(key, k -> new ArrayDeque<>(threshold));
    if (instants.size() == threshold) {
      instants.removeFirst();
    }
    instants.addLast(now);
    return !remaining(key, now).isZero();
  }

  /** How long the key stays at or above the threshold if it does nothing more; 0 if it is below. */
  public synchronized Duration remaining(String key, Instant now) {
    ArrayDeque<Instant> instants = latest.get(key);
    if (instants == null || instants.size() < threshold) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, instants.getFirst().plus(window));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
