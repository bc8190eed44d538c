package dev.holdfast.backend.store;

class MemoryKeyValueStoreTest extends KeyValueStoreContract {
  @Override
  Storage open() {
    return new MemoryStorage();
  }
}
