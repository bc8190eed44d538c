package dev.holdfast.backend.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileKeyValueStoreTest extends KeyValueStoreContract {
  @TempDir private Path folder = Path.of("");

  @Override
  Storage open() {
    return FileStorage.open(folder.resolve("store"));
  }
}
