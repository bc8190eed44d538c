package dev.holdfast.run.fleet;

import dev.holdfast.run.kinds.Meetings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Meetings of the users of several injectors: the run tells when all have come. */
final class InjectorMeetings implements Meetings {

  private static final long PATIENCE_SECONDS = 180;

  private final int index;
  private final Consumer<String> come;
  private final Map<String, CompletableFuture<Long>> met = new ConcurrentHashMap<>();

  /**
   * None so far.
   *
   * @param index of this injector
   * @param come tells the run that its users have come to a point
   */
  InjectorMeetings(int index, Consumer<String> come) {
    this.index = index;
    this.come = come;
  }

  /** All have come; what is to be done there is to be done at that instant. */
  void met(String point, long atNanos) {
    boolean unused = meeting(point).complete(atNanos);
  }

  @Override
  public void byOne(String point, Runnable then) {
    await(point);
    try {
      if (index == 0) {
        then.run();
      }
    } finally {
      await(point + ".done");
    }
  }

  @Override
  public void byEach(String point, Runnable then) {
    await(point);
    then.run();
  }

  /** Whoever waits in vain goes on: the run knows of the injector that did not come. */
  private void await(String point) {
    come.accept(point);
    try {
      long at = meeting(point).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      boolean unused =
          new CountDownLatch(1).await(Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // As above.
    }
  }

  private CompletableFuture<Long> meeting(String point) {
    return met.computeIfAbsent(point, fresh -> new CompletableFuture<>());
  }
}
