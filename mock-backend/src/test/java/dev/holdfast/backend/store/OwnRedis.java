package dev.holdfast.backend.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis server for the tests of a class, which are skipped where Redis is not installed. */
final class OwnRedis implements BeforeAllCallback, AfterAllCallback {
  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable RedisProcess process;

  /** An empty database; a class has 16 at most. */
  StoreAddress emptyDatabase() {
    return process().address(databases.getAndIncrement());
  }

  RedisProcess process() {
    if (process == null) {
      throw new IllegalStateException("Redis was not started");
    }
    return process;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Assumptions.assumeTrue(
        RedisProcess.installed(), "redis-server is not installed: apt-get install redis-server");
    Path folder = Files.createTempDirectory("holdfast-redis-");
    folder.toFile().deleteOnExit();
    process = RedisProcess.start(folder);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (process != null) {
      process.close();
    }
  }
}
