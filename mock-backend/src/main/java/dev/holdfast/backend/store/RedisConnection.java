package dev.holdfast.backend.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.function.Function;

/**
 * One connection to Redis for all threads. A command is sent at most once: one whose answer was
 * lost is not repeated behind the caller's back, where a commit that had succeeded would fail.
 */
final class RedisConnection implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final StoreAddress.Redis address;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  private RedisConnection(
      StoreAddress.Redis address,
      RedisClient client,
      StatefulRedisConnection<String, String> connection) {
    this.address = address;
    this.client = client;
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @throws StoreException if nobody answers within 2 s
   */
  static RedisConnection open(StoreAddress.Redis address) {
    RedisURI uri = RedisURI.create(address.toString());
    uri.setTimeout(TIMEOUT);
    RedisClient client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .replayFilter(command -> true)
            .build());
    try {
      return new RedisConnection(address, client, client.connect());
    } catch (RedisException e) {
      client.shutdown(Duration.ZERO, TIMEOUT);
      throw failed(address, e);
    }
  }

  /** Asks, and waits for the answer. */
  <T> T ask(Function<RedisCommands<String, String>, T> question) {
    try {
      return question.apply(connection.sync());
    } catch (RedisException e) {
      throw failed(address, e);
    }
  }

  /** Runs a script that answers 1 for yes and 0 for no. */
  boolean decide(String script, String[] keys, String... arguments) {
    Long answer = ask(redis -> redis.<Long>eval(script, ScriptOutputType.INTEGER, keys, arguments));
    return answer != null && answer == 1;
  }

  /** A connection of its own for what is told by others. */
  StatefulRedisPubSubConnection<String, String> listening() {
    try {
      return client.connectPubSub();
    } catch (RedisException e) {
      throw failed(address, e);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, TIMEOUT);
  }

  private static StoreException failed(StoreAddress.Redis address, RedisException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new StoreException("store " + address + " does not answer: " + root.getMessage(), cause);
  }
}
