package dev.holdfast.backend.store;

/** The kinds of storage that there are. */
public final class Storages {

  private Storages() {}

  /**
   * Opens the storage at an address.
   *
   * @throws StoreException if it is not there, not to be had, or not readable
   */
  public static Storage open(StoreAddress address) {
    if (address instanceof StoreAddress.LocalFile file) {
      return FileStorage.open(file.path());
    }
    if (address instanceof StoreAddress.Redis redis) {
      return RedisStorage.open(redis);
    }
    return new MemoryStorage();
  }
}
