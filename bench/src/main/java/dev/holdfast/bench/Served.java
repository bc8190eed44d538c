package dev.holdfast.bench;

import java.util.Map;

/**
 * What a mock backend has served so far.
 *
 * @param returns reconnections
 * @param frames that clients sent, by type
 */
record Served(long returns, Map<String, Long> frames) {

  /** Of the frames of that type. */
  long of(String type) {
    return frames.getOrDefault(type, 0L);
  }
}
