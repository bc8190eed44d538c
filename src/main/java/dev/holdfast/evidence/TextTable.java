package dev.holdfast.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers a session's texts from 0 in the order in which they first occur; -1 is no text. */
final class TextTable {

  private final Map<String, Integer> numbers = new HashMap<>();
  private List<String> fresh = new ArrayList<>();
  private int next;

  int numberOf(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = numberOfOne(text);
    numbers.put(text, number);
    return number;
  }

  /** The number of a text that hardly comes again, so that it is not worth keeping. */
  int numberOfOne(String text) {
    fresh.add(text);
    return next++;
  }

  /** The texts that were numbered since this was asked last. */
  List<String> takeFresh() {
    List<String> taken = fresh;
    fresh = new ArrayList<>();
    return taken;
  }
}
