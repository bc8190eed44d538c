package dev.holdfast.backend.mailbox;

import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.Storages;
import dev.holdfast.backend.store.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileMailboxesTest extends MailboxesContract {
  @TempDir private Path folder = Path.of("");

  @Override
  Storage open() {
    return Storages.open(new StoreAddress.LocalFile(folder.resolve("store")));
  }

  @Override
  Storage reopened(Storage storage) {
    storage.close();
    return open();
  }
}
