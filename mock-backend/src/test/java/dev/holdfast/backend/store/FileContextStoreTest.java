package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.ContextStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileContextStoreTest extends ContextStoreContract {
  @TempDir private Path folder = Path.of("");
  private Storage storage = new MemoryStorage();

  @Override
  protected ContextStore open() {
    storage = FileStorage.open(folder.resolve("store"));
    return storage.contexts();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }
}
