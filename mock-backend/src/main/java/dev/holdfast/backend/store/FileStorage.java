package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** All in one file of H2's MVStore: for one backend that must remember. */
final class FileStorage implements Storage {
  /**
   * How long a part of the file that is no longer used is kept before it is written over. MVStore's
   * 45 s are for disks that are not flushed; here each change is.
   */
  private static final int RETENTION_MILLIS = 5_000;

  private final MVStore file;
  private final Flusher flusher;

  private FileStorage(MVStore file, Flusher flusher) {
    this.file = file;
    this.flusher = flusher;
  }

  /**
   * Opens or makes a file.
   *
   * @throws StoreException if its folder is missing, another process has it, or it is no store
   */
  static FileStorage open(Path path) {
    return open(
        path,
        file -> {
          file.commit();
          file.sync();
        });
  }

  /**
   * Opens or makes a file.
   *
   * @param flush makes all changes safe
   */
  static FileStorage open(Path path, Consumer<MVStore> flush) {
    MVStore file = file(path);
    return new FileStorage(file, new Flusher(() -> flush.accept(file)));
  }

  private static MVStore file(Path path) {
    Path absolute = path.toAbsolutePath();
    try {
      // retry: an interrupted thread closes the channel that it reads from; this opens it again.
      MVStore file = new MVStore.Builder().fileName("retry:" + absolute).open();
      file.setRetentionTime(RETENTION_MILLIS);
      return file;
    } catch (MVStoreException | IllegalArgumentException e) {
      throw new StoreException(
          "store file:"
              + path
              + " cannot be opened; its folder must be there and no other backend may use it: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public ContextStore contexts() {
    return new FileContextStore(map("contexts"));
  }

  @Override
  public <V> Shelf<V> shelf(String name, Class<V> type) {
    return new FileShelf<>(map(name), new JsonCodec<>(type));
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
    return new DurableMap(file.openMap(name), flusher);
  }
}
