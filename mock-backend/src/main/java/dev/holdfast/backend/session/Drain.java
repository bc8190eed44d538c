package dev.holdfast.backend.session;

import dev.holdfast.backend.protocol.Greetings;
import dev.holdfast.backend.session.outbound.CloseCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The way out: announces the shutdown to every connection, lets turns come to their end, closes,
 * and drops what has not gone in time.
 */
public final class Drain {
  private static final long ROUND_MILLIS = 10;

  private final Connections connections;
  private final Conversation conversation;
  private final DrainPlan plan;
  private final ScheduledExecutorService scheduler;
  private final LongSupplier nanoTime;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /**
   * How to go.
   *
   * @param code what connections are closed with: draining or restart
   * @param turns how long turns in progress may take; not negative
   * @param closing how long closed connections may take after; not negative
   * @param restart what clients are told of how long the server will be away
   */
  public record DrainPlan(CloseCode code, Duration turns, Duration closing, Duration restart) {
    /** Refuses other codes and negative times. */
    public DrainPlan {
      if (code != CloseCode.DRAINING && code != CloseCode.RESTART) {
        throw new IllegalArgumentException("drain-code must be 1001 or 1012, got: " + code);
      }
      if (turns.isNegative() || closing.isNegative() || restart.isNegative()) {
        throw new IllegalArgumentException(
            "drain times must not be negative, got: " + turns + ", " + closing + ", " + restart);
      }
    }
  }

  /**
   * A drain that has not begun.
   *
   * @param nanoTime the monotonic clock
   */
  public Drain(
      Connections connections,
      Conversation conversation,
      DrainPlan plan,
      ScheduledExecutorService scheduler,
      LongSupplier nanoTime) {
    this.connections = connections;
    this.conversation = conversation;
    this.plan = plan;
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
  }

  /** Whether the drain has begun. */
  public boolean draining() {
    return begun.get();
  }

  /**
   * Begins to drain; again is the same as once.
   *
   * @return completes when no connection is left
   */
  public CompletableFuture<Void> begin() {
    if (begun.compareAndSet(false, true)) {
      Greetings.ServerShutdown notice =
          new Greetings.ServerShutdown(
              plan.code() == CloseCode.RESTART ? "restart" : "draining",
              plan.restart().toSeconds(),
              "The server is going away; connect again.");
      connections.all().forEach(connection -> connection.send(null, notice));
      awaitTurns(nanoTime.getAsLong());
    }
    return done;
  }

  private void awaitTurns(long since) {
    if (conversation.busy() && nanoTime.getAsLong() - since < plan.turns().toNanos()) {
      later(() -> awaitTurns(since));
      return;
    }
    connections.all().forEach(connection -> connection.finish(plan.code(), "going away"));
    awaitClosed(nanoTime.getAsLong());
  }

  private void awaitClosed(long since) {
    if (connections.count() == 0) {
      done.complete(null);
    } else if (nanoTime.getAsLong() - since < plan.closing().toNanos()) {
      later(() -> awaitClosed(since));
    } else {
      connections.all().forEach(connection -> connection.wire().disconnect());
      done.complete(null);
    }
  }

  private void later(Runnable task) {
    ScheduledFuture<?> unused = scheduler.schedule(task, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }
}
