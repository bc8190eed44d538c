package dev.holdfast.steps;

import dev.holdfast.continuity.model.Reconnection.Takeover;
import dev.holdfast.dialect.Dialect;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Two connections that are opened at once. When the server has greeted or refused both, and had its
 * time to close one, both are asked for a sign of life.
 */
final class Race {

  /** What a server may take to close the connection that lost. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  /** What the loser, if it is served, may take longer than the winner. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMillis(250);

  private final OptionalInt takeoverCode;
  private final Duration patience;
  private final RacingConnection one;
  private final RacingConnection other;

  /**
   * Begins a race.
   *
   * @param patience how long to wait for each of the server's doings at most
   * @param connections opens another connection without waiting for it
   */
  Race(Dialect dialect, Duration patience, Supplier<RacingConnection> connections) {
    this.takeoverCode = dialect.takeoverCloseCode();
    this.patience = patience;
    this.one = connections.get();
    this.other = connections.get();
  }

  /** What became of it; never fails. Both connections are gone when it is done. */
  CompletableFuture<Takeover> outcome() {
    return within(patience, CompletableFuture.allOf(arrived(one), arrived(other)))
        .thenCompose(arrived -> bothGreeted() ? contest() : unseen())
        .thenCompose(
            outcome -> {
              one.close();
              other.close();
              return within(patience, CompletableFuture.allOf(one.closed(), other.closed()))
                  .thenApply(gone -> outcome);
            })
        .whenComplete(
            (outcome, failure) -> {
              one.abort();
              other.abort();
            })
        .exceptionally(failure -> Takeover.UNSEEN);
  }

  private boolean bothGreeted() {
    return one.greeted().isDone() && other.greeted().isDone();
  }

  /** Where one was not let in, there was no race. */
  private static CompletableFuture<Takeover> unseen() {
    return CompletableFuture.completedFuture(Takeover.UNSEEN);
  }

  private CompletableFuture<Takeover> contest() {
    CompletableFuture<?> both = CompletableFuture.allOf(one.closed(), other.closed());
    return within(SETTLING, CompletableFuture.anyOf(one.closed(), other.closed()))
        .thenCompose(
            settled -> {
              one.ask();
              other.ask();
              return within(patience, CompletableFuture.anyOf(one.served(), other.served(), both));
            })
        .thenCompose(answered -> after(SIGN_OF_LIFE))
        .thenCompose(answered -> result());
  }

  private CompletableFuture<Takeover> result() {
    boolean oneServed = one.served().isDone();
    boolean otherServed = other.served().isDone();
    if (oneServed && otherServed) {
      return CompletableFuture.completedFuture(Takeover.BOTH_SERVED);
    }
    if (!oneServed && !otherServed) {
      return CompletableFuture.completedFuture(Takeover.NEITHER_SERVED);
    }
    CompletableFuture<Integer> end = oneServed ? other.closed() : one.closed();
    return within(patience, end)
        .thenApply(
            closed ->
                takeoverCode.isEmpty() || end.getNow(0) == takeoverCode.getAsInt()
                    ? Takeover.TOLD
                    : Takeover.UNEXPLAINED);
  }

  private static CompletableFuture<Void> arrived(RacingConnection connection) {
    return CompletableFuture.anyOf(connection.greeted(), connection.closed())
        .thenAccept(arrived -> {});
  }

  /** Done when that is, or the time is over. */
  private static CompletableFuture<Void> within(Duration limit, CompletableFuture<?> awaited) {
    return CompletableFuture.anyOf(awaited, after(limit)).thenAccept(done -> {});
  }

  private static CompletableFuture<Void> after(Duration delay) {
    Executor later = CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    return CompletableFuture.runAsync(() -> {}, later);
  }
}
