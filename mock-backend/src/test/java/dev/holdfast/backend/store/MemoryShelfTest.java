package dev.holdfast.backend.store;

class MemoryShelfTest extends ShelfContract {
  @Override
  Storage open() {
    return new MemoryStorage();
  }
}
