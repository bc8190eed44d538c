package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the run is alive, as its injector hears it. */
final class LeaseWatch {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long ROUND_MILLIS = 200;

  private final CountDownLatch first = new CountDownLatch(1);
  private volatile String word = "";
  private volatile long heardNanos;
  private volatile boolean over;

  LeaseWatch(Exchange exchange) {
    exchange.hear(exchange.names().lease(), this::heard);
  }

  /** Waits for a run; whether there is one. */
  boolean isThere(Duration patience) throws InterruptedException {
    return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Does something once from now on.
   *
   * @param lost when the run has not been heard of for too long
   * @param ended when the run says that it is over
   */
  void onEnd(Runnable lost, Runnable ended) {
    Thread thread = new Thread(() -> watch(lost, ended), "holdfast-lease");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch(Runnable lost, Runnable ended) {
    try {
      while (!over && System.nanoTime() - heardNanos < PATIENCE.toNanos()) {
        boolean unused = new CountDownLatch(1).await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
      }
      (over ? ended : lost).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void heard(byte[] bytes) {
    try {
      FleetMessages.Lease lease = ExchangeJson.read(bytes, FleetMessages.Lease.class);
      String its = lease.word();
      if (word.isEmpty()) {
        word = its;
      }
      if (word.equals(its)) {
        heardNanos = System.nanoTime();
        over = lease.over();
        first.countDown();
      }
    } catch (IOException e) {
      // No lease of a run.
    }
  }
}
