package dev.holdfast.backend.store;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one kind in a file. A change that was accepted is on disk, and what is read is too:
 * a reader waits for the writer before, so nobody is ever shown what a crash could take back.
 */
final class DurableMap {
  private static final int STRIPES = 256;
  private static final long CACHED_CHARACTERS = 16L << 20;

  private final SqliteFile file;
  private final String kind;
  private final Consumer<SqliteFile.Write> saving;
  private final RecentTexts recent = new RecentTexts(CACHED_CHARACTERS);
  private final Object[] stripes = new Object[STRIPES];
  private final AtomicLong size;
  private final AtomicLong characters;

  /**
   * The texts of a kind.
   *
   * @param saving returns when what it is given is on disk
   */
  DurableMap(SqliteFile file, String kind, Consumer<SqliteFile.Write> saving) {
    this.file = file;
    this.kind = kind;
    this.saving = saving;
    Arrays.setAll(stripes, i -> new Object());
    SqliteFile.Extent extent = file.extent(kind);
    size = new AtomicLong(extent.texts());
    characters = new AtomicLong(extent.characters());
  }

  @Nullable String get(String key) {
    synchronized (stripe(key)) {
      return present(key);
    }
  }

  /** Replaces a text, or none, that meets a condition; null means none. */
  boolean replace(String key, Predicate<@Nullable String> condition, @Nullable String next) {
    synchronized (stripe(key)) {
      String present = present(key);
      if (!condition.test(present)) {
        return false;
      }
      // Where saving fails, which of the two is there is in doubt: the file must be asked.
      recent.forget(key);
      saving.accept(new SqliteFile.Write(kind, key, next));
      // Not before it is on disk: what a crash could take back must not be shown.
      recent.put(key, next);
      size.addAndGet((next == null ? 0 : 1) - (present == null ? 0 : 1));
      characters.addAndGet(length(next) - length(present));
      return true;
    }
  }

  /** Visits all. */
  void each(SqliteFile.Visitor visitor) {
    file.each(kind, visitor);
  }

  long size() {
    return size.get();
  }

  /** How many characters all texts have together. */
  long characters() {
    return characters.get();
  }

  private @Nullable String present(String key) {
    RecentTexts.Known known = recent.get(key);
    if (known != null) {
      return known.text();
    }
    String text = file.read(kind, key).orElse(null);
    recent.put(key, text);
    return text;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private Object stripe(String key) {
    return stripes[Math.floorMod(key.hashCode(), STRIPES)];
  }
}
