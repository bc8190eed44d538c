package dev.holdfast.backend.mailbox;

import dev.holdfast.backend.store.RedisProcess;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class RedisMailboxesTest extends MailboxesContract {
  @TempDir private static Path folder = Path.of("");
  private static @Nullable RedisProcess redis;
  private static int databases;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(
        RedisProcess.installed(), "redis-server is not installed: apt-get install redis-server");
    redis = RedisProcess.start(folder);
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  Storage open() {
    databases++;
    return present();
  }

  @Override
  Storage reopened(Storage storage) {
    storage.close();
    return present();
  }

  private static Storage present() {
    return Storages.open(Objects.requireNonNull(redis).address(databases));
  }
}
