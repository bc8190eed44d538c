package dev.holdfast.backend.store;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.Revision;
import java.util.Optional;

/**
 * Contexts in Redis: one hash each, fenced by its field {@code revision}, and beside them the size
 * of each and of all, so that watching them costs the same however many there are.
 */
final class RedisContextStore implements ContextStore {
  private static final String CONTEXT = "holdfast:context:";
  private static final String SIZES = "holdfast:context-sizes";
  private static final String TOTAL = "holdfast:context-bytes";
  private static final String DATA = "data";
  private static final String CHECKED = "holdfast:checked";

  private static final String COMMIT =
      """
      if (redis.call('HGET', KEYS[1], 'revision') or '0:0') ~= ARGV[2] then return 0 end
      redis.call('HSET', KEYS[1], 'revision', ARGV[3], 'data', ARGV[4])
      local before = redis.call('HGET', KEYS[2], ARGV[1]) or '0'
      redis.call('HSET', KEYS[2], ARGV[1], #ARGV[4])
      redis.call('INCRBY', KEYS[3], #ARGV[4] - before)
      return 1
      """;

  private static final String REMOVE =
      """
      if (redis.call('HGET', KEYS[1], 'revision') or '0:0') ~= ARGV[2] then return 0 end
      redis.call('DEL', KEYS[1])
      redis.call('DECRBY', KEYS[3], redis.call('HGET', KEYS[2], ARGV[1]) or '0')
      redis.call('HDEL', KEYS[2], ARGV[1])
      return 1
      """;

  private final RedisConnection redis;
  private final JsonCodec<AgentContext> codec = new JsonCodec<>(AgentContext.class);

  RedisContextStore(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public Optional<AgentContext> load(String sessionId) {
    return Optional.ofNullable(redis.ask(commands -> commands.hget(CONTEXT + sessionId, DATA)))
        .map(codec::value);
  }

  @Override
  public boolean commit(Revision expected, AgentContext next) {
    return redis.decide(
        COMMIT,
        keys(next.sessionId()),
        next.sessionId(),
        RevisedText.label(expected),
        RevisedText.label(next.revision()),
        codec.text(next));
  }

  @Override
  public boolean remove(String sessionId, Revision expected) {
    return redis.decide(REMOVE, keys(sessionId), sessionId, RevisedText.label(expected));
  }

  /** A Redis that is full, or a copy that only reads, would answer a question all the same. */
  @Override
  public void check() {
    String unused = redis.ask(commands -> commands.set(CHECKED, "1"));
  }

  @Override
  public int count() {
    long count = redis.ask(commands -> commands.hlen(SIZES));
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  @Override
  public long estimatedBytes() {
    String total = redis.ask(commands -> commands.get(TOTAL));
    return total == null ? 0 : Long.parseLong(total);
  }

  /** Does nothing: the connection belongs to the storage. */
  @Override
  public void close() {}

  private static String[] keys(String sessionId) {
    return new String[] {CONTEXT + sessionId, SIZES, TOTAL};
  }
}
