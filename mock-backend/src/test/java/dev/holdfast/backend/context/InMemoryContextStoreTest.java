package dev.holdfast.backend.context;

class InMemoryContextStoreTest extends ContextStoreContract {
  @Override
  protected ContextStore open() {
    return new InMemoryContextStore();
  }
}
