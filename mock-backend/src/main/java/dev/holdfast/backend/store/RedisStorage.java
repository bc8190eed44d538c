package dev.holdfast.backend.store;

import dev.holdfast.backend.context.ContextStore;

/** All in a Redis server: for several backends, and for one that must remember. */
final class RedisStorage implements Storage {
  private static final String PREFIX = "holdfast:";

  private final RedisConnection redis;
  private final RedisMessenger messenger;

  private RedisStorage(RedisConnection redis, RedisMessenger messenger) {
    this.redis = redis;
    this.messenger = messenger;
  }

  /**
   * Connects.
   *
   * @throws StoreException if nobody answers
   */
  static RedisStorage open(StoreAddress.Redis address) {
    RedisConnection redis = RedisConnection.open(address);
    try {
      return new RedisStorage(redis, new RedisMessenger(redis));
    } catch (StoreException e) {
      redis.close();
      throw e;
    }
  }

  @Override
  public ContextStore contexts() {
    return new RedisContextStore(redis);
  }

  @Override
  public <V> KeyValueStore<V> keyValues(String name, Class<V> type) {
    return new RedisKeyValueStore<>(redis, PREFIX + name, new JsonCodec<>(type));
  }

  @Override
  public Messenger messenger() {
    return messenger;
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void close() {
    messenger.close();
    redis.close();
  }
}
