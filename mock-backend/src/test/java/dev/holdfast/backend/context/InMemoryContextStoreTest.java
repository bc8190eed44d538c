package dev.holdfast.backend.context;

class InMemoryContextStoreTest extends ContextStoreContract {
  @Override
  ContextStore open() {
    return new InMemoryContextStore();
  }
}
