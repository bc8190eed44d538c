package dev.holdfast.backend.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that were asked for last, and which of them are known not to be there: at most so many
 * characters, the longest unused go first. Safe for concurrent use.
 */
final class RecentTexts {
  private final long mostCharacters;
  private final Map<String, Known> texts = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  /** What is known of a key: its text; null if it has none. */
  record Known(@Nullable String text) {}

  /** Keeps at most so many characters, of keys and texts together. */
  RecentTexts(long mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  /** What is known of a key; null if nothing is. */
  synchronized @Nullable Known get(String key) {
    return texts.get(key);
  }

  /** Remembers a text; null that there is none. */
  synchronized void put(String key, @Nullable String text) {
    Known known = new Known(text);
    Known before = texts.put(key, known);
    characters += length(key, known) - (before == null ? 0 : length(key, before));
    Iterator<Map.Entry<String, Known>> oldest = texts.entrySet().iterator();
    while (characters > mostCharacters) {
      Map.Entry<String, Known> gone = oldest.next();
      characters -= length(gone.getKey(), gone.getValue());
      oldest.remove();
    }
  }

  /** Knows nothing of a key any more. */
  synchronized void forget(String key) {
    Known known = texts.remove(key);
    characters -= known == null ? 0 : length(key, known);
  }

  private static long length(String key, Known known) {
    String text = known.text();
    return (long) key.length() + (text == null ? 0 : text.length());
  }
}
