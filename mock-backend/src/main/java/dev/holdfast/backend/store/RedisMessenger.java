package dev.holdfast.backend.store;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages over Redis publish and subscribe: a channel for each backend, and one for all. Redis
 * keeps none for who is not there, which is why a listener learns when it was away.
 */
final class RedisMessenger implements Messenger, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisMessenger.class);
  private static final String ALL = "holdfast:nodes";
  private static final String NODE = "holdfast:node:";

  private final RedisConnection redis;
  private final StatefulRedisPubSubConnection<String, String> incoming;
  private final AtomicBoolean heardBefore = new AtomicBoolean();

  /** Hearers ask the store: on Lettuce's own thread they would wait for themselves. */
  private final ExecutorService hearing =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "holdfast-messages");
            thread.setDaemon(true);
            return thread;
          });

  RedisMessenger(RedisConnection redis) {
    this.redis = redis;
    this.incoming = redis.listening();
  }

  @Override
  public boolean tell(String node, String message) {
    return redis.ask(commands -> commands.publish(NODE + node, message)) > 0;
  }

  @Override
  public void tellAll(String message) {
    redis.ask(commands -> commands.publish(ALL, message));
  }

  @Override
  public void listen(String node, Consumer<String> hearer, Runnable again) {
    incoming.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            later(() -> hearer.accept(message));
          }

          @Override
          public void subscribed(String channel, long count) {
            // Lettuce subscribes anew by itself after a lost connection.
            if (channel.equals(ALL) && heardBefore.getAndSet(true)) {
              later(again);
            }
          }
        });
    incoming.sync().subscribe(NODE + node, ALL);
  }

  @Override
  public void close() {
    incoming.close();
    hearing.shutdownNow();
  }

  private void later(Runnable task) {
    try {
      hearing.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      // Closed: there is nobody left to hear it.
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("a message of another backend could not be followed", e);
    }
  }
}
