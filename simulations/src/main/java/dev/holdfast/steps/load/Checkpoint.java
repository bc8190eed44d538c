package dev.holdfast.steps.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A point at which a whole group of virtual users stands still while something is measured.
 *
 * <p>A user that never arrives holds the others up for a bounded time only.
 */
public final class Checkpoint {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String GIVE_UP_AT = "checkpoint-until";

  private final int expected;
  private final Duration patience;
  private final Runnable measurement;
  private final Executor executor;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean done;

  /**
   * A checkpoint.
   *
   * @param expected how many users arrive
   * @param patience how long each waits at most
   * @param measurement what is done once all have arrived
   * @param executor does it, off the event loops
   */
  public Checkpoint(int expected, Duration patience, Runnable measurement, Executor executor) {
    this.expected = expected;
    this.patience = patience;
    this.measurement = measurement;
    this.executor = executor;
  }

  /** Arrives and waits. */
  public ChainBuilder pass() {
    return arrive()
        .exec(session -> session.set(GIVE_UP_AT, System.nanoTime() + patience.toNanos()))
        .exec(asLongAs(this::mustWait).on(pause(LOOK_AGAIN)));
  }

  /** Arrives and goes on: for those whom the others wait for, and who wait for nobody. */
  public ChainBuilder arrive() {
    return exec(
        session -> {
          if (arrived.incrementAndGet() == expected) {
            executor.execute(this::measure);
          }
          return session;
        });
  }

  private boolean mustWait(Session session) {
    return !done && System.nanoTime() - session.getLong(GIVE_UP_AT) < 0;
  }

  private void measure() {
    try {
      measurement.run();
    } finally {
      done = true;
    }
  }
}
