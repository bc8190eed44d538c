package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.ContextStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisContextStoreTest extends ContextStoreContract {
  @RegisterExtension static final OwnRedis REDIS = new OwnRedis();

  private Storage storage = new MemoryStorage();

  @Override
  protected ContextStore open() {
    storage = Storages.open(REDIS.emptyDatabase());
    return storage.contexts();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }
}
