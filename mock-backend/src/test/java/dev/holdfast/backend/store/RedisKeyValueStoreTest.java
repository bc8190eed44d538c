package dev.holdfast.backend.store;

import org.junit.jupiter.api.extension.RegisterExtension;

class RedisKeyValueStoreTest extends KeyValueStoreContract {
  @RegisterExtension static final OwnRedis REDIS = new OwnRedis();

  @Override
  Storage open() {
    return Storages.open(REDIS.emptyDatabase());
  }
}
