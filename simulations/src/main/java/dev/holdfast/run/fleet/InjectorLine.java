package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.Names.Said;
import dev.holdfast.run.exchange.Outbox;
import dev.holdfast.run.exchange.Told;
import dev.holdfast.run.exchange.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An injector's end of the line to its run. */
final class InjectorLine {

  private static final long PULSE_MILLIS = 1_000;

  private final Exchange exchange;
  private final int index;
  private final Map<Said, Outbox> outboxes = new EnumMap<>(Said.class);
  private final CompletableFuture<Told.Plan> plan = new CompletableFuture<>();
  private final BlockingQueue<Told.Order> orders = new LinkedBlockingQueue<>();
  private final Set<Long> known = new HashSet<>();
  private volatile Supplier<Told.Pulse> pulses = () -> new Told.Pulse("", 0, 0, 0, 0, 0);

  private InjectorLine(Exchange exchange, int index) {
    this.exchange = exchange;
    this.index = index;
  }

  /**
   * Opens it: from now on the run is answered.
   *
   * @param failures told of what can no longer be said
   */
  static InjectorLine open(Exchange exchange, int index, Consumer<String> failures)
      throws ExchangeException {
    InjectorLine line = new InjectorLine(exchange, index);
    for (Said what : Said.values()) {
      line.outboxes.put(what, exchange.outbox(exchange.names().said(what, index), failures));
    }
    exchange.answer(exchange.names().plan(index), line::planned);
    exchange.answer(exchange.names().order(index), line::ordered);
    exchange.answer(
        exchange.names().clock(index),
        question -> Wire.of(new Told.Clock(System.nanoTime(), System.currentTimeMillis())));
    return line;
  }

  /** Gives a sign of life each second from now on; at first, that there is nothing to tell yet. */
  void live() {
    Thread thread = new Thread(this::pulse, "holdfast-pulse");
    thread.setDaemon(true);
    thread.start();
  }

  /** What a sign of life tells from now on. */
  void tells(Supplier<Told.Pulse> its) {
    pulses = its;
  }

  private void pulse() {
    try {
      while (true) {
        exchange.tell(exchange.names().pulse(index), Wire.of(pulses.get()));
        boolean unused = new CountDownLatch(1).await(PULSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what the run wants of it. */
  Told.Plan plan() throws InterruptedException {
    try {
      return plan.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the next order. */
  Told.Order order() throws InterruptedException {
    return orders.take();
  }

  void say(Said what, Object message) {
    box(what).say(Wire.of(message));
  }

  void say(Said what, byte[] message) {
    box(what).say(message);
  }

  /** Whether all was said within that time. */
  boolean isSaid(Said what, Duration patience) throws InterruptedException {
    return box(what).isSaid(patience);
  }

  /** Messages that were sent again, and had arrived already. */
  long refusedTwice() {
    return outboxes.values().stream().mapToLong(Outbox::refusedTwice).sum();
  }

  private Outbox box(Said what) {
    return Objects.requireNonNull(outboxes.get(what));
  }

  private byte[] planned(byte[] bytes) {
    try {
      boolean unused = plan.complete(Wire.read(bytes, Told.Plan.class));
    } catch (IOException e) {
      // Nothing that this version reads; the run asks again.
    }
    return Wire.of(new Told.Heard(0));
  }

  private byte[] ordered(byte[] bytes) {
    long now = System.nanoTime();
    try {
      Told.Order order = Wire.read(bytes, Told.Order.class);
      if (isNew(order.number())) {
        orders.add(order);
      }
      return Wire.of(new Told.Heard(order.atNanos() == 0 ? 0 : now - order.atNanos()));
    } catch (IOException e) {
      return Wire.of(new Told.Heard(0));
    }
  }

  private synchronized boolean isNew(long number) {
    return known.add(number);
  }
}
