package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** All in one file: for one backend that must remember. */
final class FileStorage implements Storage {
  private final SqliteFile file;
  private final Consumer<SqliteFile.Write> saving;
  private final ConcurrentHashMap<String, DurableMap> maps = new ConcurrentHashMap<>();

  private final Runnable check;

  private FileStorage(SqliteFile file, Consumer<SqliteFile.Write> saving, Runnable check) {
    this.file = file;
    this.saving = saving;
    this.check = check;
  }

  /**
   * Opens or makes a file.
   *
   * @throws StoreException if its folder is missing, another process has it, or it is no store
   */
  static FileStorage open(Path path) {
    return open(path, SqliteFile::commit);
  }

  /**
   * Opens or makes a file.
   *
   * @param saved makes all that was written safe
   */
  static FileStorage open(Path path, Consumer<SqliteFile> saved) {
    SqliteFile file = SqliteFile.open(path);
    ConcurrentLinkedQueue<SqliteFile.Write> pending = new ConcurrentLinkedQueue<>();
    Flusher flusher =
        new Flusher(
            () -> {
              file.write(drained(pending));
              saved.accept(file);
            });
    return new FileStorage(
        file,
        write -> {
          pending.add(write);
          flusher.awaitSafe();
        },
        flusher::requireSound);
  }

  private static <T> List<T> drained(ConcurrentLinkedQueue<T> queue) {
    List<T> drained = new ArrayList<>();
    for (T next = queue.poll(); next != null; next = queue.poll()) {
      drained.add(next);
    }
    return drained;
  }

  @Override
  public ContextStore contexts() {
    return new FileContextStore(map("contexts"), check);
  }

  @Override
  public <V> KeyValueStore<V> keyValues(String name, Class<V> type) {
    return new FileKeyValueStore<>(map(name), new JsonCodec<>(type));
  }

  @Override
  public Messenger messenger() {
    return Messenger.ALONE;
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void close() {
    file.close();
  }

  private DurableMap map(String name) {
    return maps.computeIfAbsent(name, kind -> new DurableMap(file, kind, saving));
  }
}
