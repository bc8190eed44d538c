package dev.holdfast.run.fleet;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.injectors.IntervalReportText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells injectors what to do, again and again until each has heard it: an order that comes twice is
 * obeyed once, and one that comes too late for its instant is found.
 */
final class Orders {

  /** Longer than any trip that is borne, so that one that took too long is known to have. */
  static final Duration ANSWER = Duration.ofSeconds(10);

  /** Short, so that what was lost is asked again some times before the order's instant. */
  private static final Duration AGAIN = Duration.ofMillis(120);

  private static final int SOON_AGAIN = 3;

  /** So long that never more than ten questions of one order wait for an answer. */
  private static final Duration SELDOM = Duration.ofMillis(2_400);

  private static final Duration LAST_ANSWER = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(4);
  private static final long MOST_LATE_NANOS = 100_000_000;

  private final Exchange exchange;
  private final FleetThread thread;
  private final Consumer<String> failures;
  private final AtomicLong number = new AtomicLong();
  private volatile BiConsumer<Integer, IntervalReport> reports = (index, report) -> {};

  Orders(Exchange exchange, FleetThread thread, Consumer<String> failures) {
    this.exchange = exchange;
    this.thread = thread;
    this.failures = failures;
  }

  /**
   * Gives an order; returns at once.
   *
   * @param at when to obey it, on this process's monotonic clock; 0 for at once
   */
  void give(Member member, FleetMessages.Order.What what, long at, String text) {
    give(member, what, at, text, failures);
  }

  /**
   * The same where an order that comes too late does not end the run.
   *
   * @param late told that it did, and how late
   */
  void give(
      Member member, FleetMessages.Order.What what, long at, String text, Consumer<String> late) {
    long theirs = at == 0 ? 0 : member.clock().theirs(at);
    send(member, new FleetMessages.Order(number.incrementAndGet(), what, theirs, text), at, late);
  }

  private void send(Member member, FleetMessages.Order order, long at, Consumer<String> late) {
    CompletableFuture<byte[]> first = new CompletableFuture<>();
    var unused =
        first.thenAccept(
            answer ->
                thread.soon(
                    () ->
                        heard(
                            member,
                            order,
                            ExchangeJson.read(answer, FleetMessages.Heard.class),
                            late)));
    thread.soon(() -> ask(member, ExchangeJson.of(order), at, first, 1));
  }

  /** Until the first answer to any question, or until this thread ends with the run. */
  private void ask(
      Member member, byte[] order, long at, CompletableFuture<byte[]> first, int time) {
    if (first.isDone()) {
      return;
    }
    var unused =
        exchange
            .ask(exchange.names().order(member.index()), order, ANSWER)
            .thenAccept(first::complete);
    long left = at == 0 ? Long.MIN_VALUE : at - System.nanoTime();
    thread.later(until(time, left), () -> ask(member, order, at, first, time + 1));
  }

  /**
   * From one question to the next: often while the order can still come in time, then seldom.
   *
   * @param asked how often so far, from 1
   * @param left nanoseconds until the order's instant; negative once it is over
   */
  static Duration until(int asked, long left) {
    if (left > -MOST_LATE_NANOS) {
      return AGAIN;
    }
    int doublings = Math.min(Math.max(0, asked - SOON_AGAIN), Integer.SIZE - 2);
    Duration wait = AGAIN.multipliedBy(1L << doublings);
    return wait.compareTo(SELDOM) < 0 ? wait : SELDOM;
  }

  private static void heard(
      Member member, FleetMessages.Order order, FleetMessages.Heard heard, Consumer<String> late) {
    if (order.atNanos() != 0 && heard.lateNanos() > MOST_LATE_NANOS) {
      late.accept(
          String.format(
              Locale.ROOT,
              "the order %s reached %s %.0f ms after its instant, at most 100 are borne; look at"
                  + " the network between them, and run again",
              order.what().name().toLowerCase(Locale.ROOT),
              member.named(),
              heard.lateNanos() / 1e6));
    }
  }

  /** All end; returns when each has heard it, or after some seconds. */
  void endAll(List<Member> members) {
    long giveUp = System.nanoTime() + END.toNanos();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (Member member : members) {
      if (member.isHere()) {
        byte[] end =
            ExchangeJson.of(
                new FleetMessages.Order(
                    number.incrementAndGet(), FleetMessages.Order.What.END, 0, ""));
        answers.add(exchange.ask(exchange.names().order(member.index()), end, LAST_ANSWER));
      }
    }
    for (CompletableFuture<byte[]> answer : answers) {
      try {
        byte[] unused = answer.get(Math.max(1, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException e) {
        // It is gone already, or ends by itself when it hears of this run no more.
      }
    }
  }

  /** Whom reports of injectors are handed to, with their index. */
  void reportsTo(BiConsumer<Integer, IntervalReport> listener) {
    reports = listener;
  }

  void report(Member member, byte[] report) throws IOException {
    reports.accept(
        member.index(), IntervalReportText.span(new String(report, StandardCharsets.UTF_8)));
  }
}
