package dev.holdfast.backend.store;

import io.lettuce.core.ScanIterator;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store in a Redis hash. */
final class RedisKeyValueStore<V> implements KeyValueStore<V> {
  private static final String PRESENT = "1";
  private static final String ABSENT = "0";

  /** Compares and sets; Redis runs a script as one step. */
  private static final String REPLACE =
      """
      local present = redis.call('HGET', KEYS[1], ARGV[1])
      if ARGV[2] == '1' then
        if present ~= ARGV[3] then return 0 end
      elseif present then
        return 0
      end
      if ARGV[4] == '1' then
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[5])
      else
        redis.call('HDEL', KEYS[1], ARGV[1])
      end
      return 1
      """;

  private final RedisConnection redis;
  private final String hash;
  private final JsonCodec<V> codec;

  RedisKeyValueStore(RedisConnection redis, String hash, JsonCodec<V> codec) {
    this.redis = redis;
    this.hash = hash;
    this.codec = codec;
  }

  @Override
  public Optional<V> get(String key) {
    return Optional.ofNullable(redis.ask(commands -> commands.hget(hash, key))).map(codec::value);
  }

  @Override
  public boolean replace(String key, Optional<V> expected, Optional<V> next) {
    return redis.decide(
        REPLACE,
        new String[] {hash},
        key,
        flag(expected),
        expected.map(codec::text).orElse(""),
        flag(next),
        next.map(codec::text).orElse(""));
  }

  @Override
  public void each(BiConsumer<String, V> visitor) {
    redis.ask(
        commands -> {
          ScanIterator.hscan(commands, hash)
              .forEachRemaining(
                  entry -> visitor.accept(entry.getKey(), codec.value(entry.getValue())));
          return true;
        });
  }

  @Override
  public long size() {
    return redis.ask(commands -> commands.hlen(hash));
  }

  private static String flag(Optional<?> value) {
    return value.isPresent() ? PRESENT : ABSENT;
  }
}
