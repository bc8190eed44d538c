package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.OrderedPublisher;
import dev.holdfast.run.exchange.Subjects.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
  private final Map<Said, OrderedPublisher> outboxes = new EnumMap<>(Said.class);
  private final CompletableFuture<FleetMessages.Plan> plan = new CompletableFuture<>();
  private final BlockingQueue<FleetMessages.Order> orders = new LinkedBlockingQueue<>();
  private final Map<Long, Long> known = new HashMap<>();
  private long latestLoad;
  private volatile Supplier<FleetMessages.Pulse> pulses =
      () -> new FleetMessages.Pulse("", 0, 0, 0, 0, 0);

  private InjectorLine(Exchange exchange, int index) {
    this.exchange = exchange;
    this.index = index;
  }

  /**
   * Opens it; the run is not answered yet.
   *
   * @param failures told of what can no longer be said
   */
  static InjectorLine open(Exchange exchange, int index, Consumer<String> failures)
      throws ExchangeException {
    InjectorLine line = new InjectorLine(exchange, index);
    for (Said what : Said.values()) {
      line.outboxes.put(what, exchange.outbox(exchange.names().said(what, index), failures));
    }
    return line;
  }

  /** From now on the run is answered: only by the one process that holds the index. */
  void listen() {
    exchange.answer(exchange.names().plan(index), this::planned);
    exchange.answer(exchange.names().order(index), this::ordered);
    exchange.answer(
        exchange.names().clock(index),
        question ->
            ExchangeJson.of(
                new FleetMessages.Clock(System.nanoTime(), System.currentTimeMillis())));
  }

  /** Gives a sign of life each second from now on; at first, that there is nothing to tell yet. */
  void live() {
    Thread thread = new Thread(this::pulse, "holdfast-pulse");
    thread.setDaemon(true);
    thread.start();
  }

  /** What a sign of life tells from now on. */
  void tells(Supplier<FleetMessages.Pulse> its) {
    pulses = its;
  }

  private void pulse() {
    try {
      while (true) {
        exchange.tell(exchange.names().pulse(index), ExchangeJson.of(pulses.get()));
        boolean unused = new CountDownLatch(1).await(PULSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what the run wants of it. */
  FleetMessages.Plan plan() throws InterruptedException {
    try {
      return plan.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the next order. */
  FleetMessages.Order order() throws InterruptedException {
    return orders.take();
  }

  void say(Said what, Object message) {
    box(what).say(ExchangeJson.of(message));
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
    return outboxes.values().stream().mapToLong(OrderedPublisher::refusedTwice).sum();
  }

  private OrderedPublisher box(Said what) {
    return Objects.requireNonNull(outboxes.get(what));
  }

  private byte[] planned(byte[] bytes) {
    try {
      boolean unused = plan.complete(ExchangeJson.read(bytes, FleetMessages.Plan.class));
    } catch (IOException e) {
      // Nothing that this version reads; the run asks again.
    }
    return ExchangeJson.of(new FleetMessages.Heard(0));
  }

  private byte[] ordered(byte[] bytes) {
    long now = System.nanoTime();
    try {
      FleetMessages.Order order = ExchangeJson.read(bytes, FleetMessages.Order.class);
      return ExchangeJson.of(new FleetMessages.Heard(lateNanos(order, now)));
    } catch (IOException e) {
      return ExchangeJson.of(new FleetMessages.Heard(0));
    }
  }

  /** How late an order came the first time: it is given again where only the answer was lost. */
  private synchronized long lateNanos(FleetMessages.Order order, long now) {
    Long first = known.get(order.number());
    if (first != null) {
      return first;
    }
    long late = order.atNanos() == 0 ? 0 : now - order.atNanos();
    known.put(order.number(), late);
    if (!isOutdated(order)) {
      orders.add(order);
    }
    return late;
  }

  /** A load that was lost on its way must not undo the one that was asked for since. */
  private boolean isOutdated(FleetMessages.Order order) {
    if (order.what() != FleetMessages.Order.What.LOAD) {
      return false;
    }
    boolean outdated = order.number() < latestLoad;
    latestLoad = Math.max(latestLoad, order.number());
    return outdated;
  }
}
