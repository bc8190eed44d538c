package dev.holdfast.run.fleet;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.SaidLine;
import dev.holdfast.run.exchange.StreamReader;
import dev.holdfast.run.injectors.Injector;
import dev.holdfast.run.injectors.IntervalReportText;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.steps.load.LoadCommand;
import dev.holdfast.user.Progress;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The injectors of a run, from their coming to their going. All that is known of them is known on
 * one thread. Whatever goes wrong with one of them ends the load of all: a part of it would be
 * measured as if it were the whole.
 */
final class Fleet implements AutoCloseable {

  private static final Duration LEAD = Duration.ofMillis(500);

  /** Injectors open their recordings meanwhile, which takes a busy machine more than a second. */
  private static final Duration START_LEAD = Duration.ofSeconds(2);

  /** Of an order at its instant: clocks are known that well, and threads are that quick. */
  private static final Duration HEARD = Duration.ofMillis(20);

  private final RunPlan plan;
  private final Exchange exchange;
  private final Progress progress;
  private final Lease lease;
  private final FleetThread thread;
  private final List<Member> members;
  private final Orders orders;
  private final InjectorArrivals arrivals;
  private final Map<String, Set<Integer>> met = new HashMap<>();
  private @Nullable StreamReader reader;
  private @Nullable RunRecorder recorder;
  private @Nullable LiveMerge merge;
  private @Nullable Path folder;
  private boolean goingHome;
  private volatile boolean holdsTheExchange;
  private final AtomicBoolean finishing = new AtomicBoolean();
  private volatile boolean over;
  private volatile String failure = "";
  private volatile String phase = "arriving";

  private Fleet(RunKind kind, PopulationContext stage, Exchange exchange) {
    this.plan = stage.runContext().plan();
    this.exchange = exchange;
    this.lease = new Lease(exchange);
    this.progress = stage.runContext().progress();
    this.thread = new FleetThread(this::fail);
    this.members = IntStream.range(0, plan.searches().injectors()).mapToObj(Member::new).toList();
    this.orders = new Orders(exchange, thread, this::fail);
    this.arrivals = new InjectorArrivals(kind, stage, exchange, thread, members, this::fail);
  }

  /**
   * Waits until all injectors are there, of the same version and settings, and warm.
   *
   * @throws NoTargetException if they are not, with the reason
   */
  static Fleet gather(RunKind kind, PopulationContext stage) throws NoTargetException {
    RunPlan plan = stage.runContext().plan();
    try {
      Exchange exchange =
          Exchange.open(
              plan.fleet(),
              "run",
              plan.fleet().patience(),
              refused -> stage.console().say("the exchange refuses: " + refused));
      Fleet fleet = new Fleet(kind, stage, exchange);
      try {
        fleet.gather();
        return fleet;
      } catch (ExchangeException e) {
        fleet.close();
        throw e;
      }
    } catch (ExchangeException e) {
      throw new NoTargetException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoTargetException("interrupted while injectors were awaited");
    }
  }

  private void gather() throws ExchangeException, InterruptedException {
    lease.requireNoOther();
    holdsTheExchange = true;
    exchange.rooms().make(members.size());
    for (Member member : members) {
      exchange.hear(exchange.names().pulse(member.index()), bytes -> pulse(member, bytes));
    }
    reader = exchange.read(line -> thread.soon(() -> heard(line)));
    thread.every(Duration.ofSeconds(1), lease::renew);
    thread.every(Duration.ofMillis(250), this::watch);
    arrivals.await();
  }

  /**
   * Has all of them begin at one instant.
   *
   * @param begun is done at that instant
   */
  void start(RunRecorder its, RunIdentity identity, Path runFolder, Runnable begun) {
    long began = System.nanoTime();
    thread.soon(
        () -> {
          if (over) {
            its.abort(failure);
            return;
          }
          long at = began + START_LEAD.toNanos();
          its.recordsElsewhere();
          recorder = its;
          folder = runFolder;
          members.forEach(member -> member.recordsFrom(at));
          long mostWaiting = LiveMerge.mostWaitingBytes(Runtime.getRuntime().maxMemory());
          merge = new LiveMerge(members, its, START_LEAD.toMillis(), mostWaiting);
          long millis = identity.startedAt().toEpochMilli() + START_LEAD.toMillis();
          for (Member member : members) {
            orders.give(member, FleetMessages.Order.What.START, at, identity.run() + " " + millis);
          }
          thread.later(
              Duration.ofNanos(at - System.nanoTime()),
              () -> {
                if (!over) {
                  begun.run();
                }
              });
        });
  }

  /** The injectors as a search works with them. */
  List<Injector> injectors() {
    List<RemoteInjector> all = new ArrayList<>();
    for (Member member : members) {
      all.add(new RemoteInjector(member.node(), order -> turn(member, order, all)));
    }
    orders.reportsTo((index, report) -> all.get(index).told(report));
    return List.copyOf(all);
  }

  /** Whoever hears of a level too late spoils that level, and no more. */
  private void turn(Member member, LoadCommand order, List<RemoteInjector> all) {
    long at = System.nanoTime() + LEAD.toNanos();
    thread.soon(
        () ->
            orders.give(
                member,
                FleetMessages.Order.What.LOAD,
                at,
                IntervalReportText.of(order),
                why -> all.get(member.index()).late(order.level(), why)));
  }

  /** What befalls the users of all, at one instant; returns when they know of it. */
  void strike(String words) {
    long at = System.nanoTime() + LEAD.toNanos();
    thread.soon(
        () ->
            members.forEach(each -> orders.give(each, FleetMessages.Order.What.STRIKE, at, words)));
    try {
      boolean unused =
          new CountDownLatch(1).await(LEAD.plus(HEARD).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No more load is needed: that of all ends. */
  void finish() {
    if (finishing.compareAndSet(false, true)) {
      thread.soon(
          () -> members.forEach(each -> orders.give(each, FleetMessages.Order.What.FINISH, 0, "")));
    }
  }

  Optional<Duration> expected() {
    return arrivals.expected();
  }

  String phase() {
    return phase;
  }

  boolean isOver() {
    return over;
  }

  /** What ended the load before its time; empty if nothing did. */
  String endedBy() {
    return failure.isEmpty() ? "" : "its own check of its injectors";
  }

  /** On the thread of the fleet. */
  private void heard(SaidLine line) throws IOException {
    if (line.index() < 0 || line.index() >= members.size()) {
      return;
    }
    Member member = members.get(line.index());
    member.heard(System.nanoTime());
    switch (line.what()) {
      case HELLO, TWICE, READY -> arrivals.heard(member, line);
      case SPAN -> span(member, line.message());
      case MEET -> meet(member, ExchangeJson.read(line.message(), String.class));
      case REPORT -> orders.report(member, line.message());
      case BYE -> bye(member, ExchangeJson.read(line.message(), FleetMessages.Bye.class));
    }
  }

  private void pulse(Member member, byte[] bytes) {
    thread.soon(
        () -> {
          FleetMessages.Pulse now = ExchangeJson.read(bytes, FleetMessages.Pulse.class);
          FleetMessages.Pulse before = member.pulse();
          member.heard(System.nanoTime());
          member.pulsed(now);
          phase = now.phase().isEmpty() ? phase : now.phase();
          progress.elsewhere(
              now.begun() - before.begun(),
              now.ended() - before.ended(),
              now.judged() - before.judged(),
              now.broken() - before.broken());
          SignsOfLife.lateStart(member, before, now).ifPresent(this::fail);
        });
  }

  private void span(Member member, byte[] encoded) throws IOException {
    LiveMerge into = merge;
    if (into != null && !over) {
      into.take(member, encoded).ifPresent(this::fail);
    }
  }

  private void meet(Member member, String point) {
    Set<Integer> there = met.computeIfAbsent(point, fresh -> new HashSet<>());
    there.add(member.index());
    if (there.size() == members.size()) {
      long at = System.nanoTime() + LEAD.toNanos();
      members.forEach(each -> orders.give(each, FleetMessages.Order.What.MET, at, point));
    }
  }

  private void bye(Member member, FleetMessages.Bye bye) throws IOException {
    if (member.bye() != null) {
      // It is whole already; its process may be ended by whoever started it.
      return;
    }
    member.ended(bye);
    if (!bye.endedBy().isEmpty()) {
      fail(member.named() + " ended early: " + bye.endedBy() + "; see its own log, and run again");
    } else if (bye.spans() != member.lastSpan()) {
      fail(
          member.named()
              + " recorded "
              + bye.spans()
              + " intervals, of which "
              + member.lastSpan()
              + " came; run again");
    } else if (merge != null && !over) {
      mergeOn(merge);
    }
  }

  private void mergeOn(LiveMerge into) throws IOException {
    if (into.mergesAll()) {
      goHome(into);
    }
  }

  /** All intervals are in the run's own journal: what is left are the recordings themselves. */
  private void goHome(LiveMerge into) {
    if (goingHome) {
      return;
    }
    goingHome = true;
    RunRecorder to = Objects.requireNonNull(recorder);
    phase = "recordings come home";
    into.differences().forEach(to::abort);
    Path runFolder = Objects.requireNonNull(folder);
    thread.beside(
        () -> {
          try {
            new RecordingCollector(exchange, runFolder, to).of(members);
          } catch (RuntimeException | Error e) {
            to.abort("the recordings of the injectors did not come home: " + e);
          } finally {
            over = true;
          }
        });
  }

  private void watch() throws IOException {
    if (over || goingHome) {
      return;
    }
    arrivals.watch();
    long now = System.nanoTime();
    LiveMerge into = merge;
    if (into != null) {
      mergeOn(into);
      into.stands(now).ifPresent(this::fail);
    }
    members.stream()
        .flatMap(member -> SignsOfLife.missing(member, now, recorder != null).stream())
        .findFirst()
        .ifPresent(this::fail);
  }

  /** The load of all ends, and the run can say nothing. */
  private void fail(String why) {
    if (!failure.isEmpty() || over) {
      return;
    }
    failure = why;
    RunRecorder its = recorder;
    if (its != null) {
      its.abort(why);
    }
    arrivals.fail(why);
    members.forEach(
        member -> {
          if (member.isHere()) {
            orders.give(member, FleetMessages.Order.What.END, 0, why);
          }
        });
    over = true;
  }

  @Override
  public void close() {
    over = true;
    orders.endAll(members);
    if (holdsTheExchange) {
      lease.end();
    }
    StreamReader reading = reader;
    if (reading != null) {
      reading.close();
    }
    thread.close();
    try {
      // What another run of this name keeps there is not this one's to clear.
      if (holdsTheExchange && exchange.isConnected()) {
        exchange.rooms().clear(members.size());
      }
    } catch (ExchangeException | IOException | JetStreamApiException e) {
      // The exchange is gone; the next run of this name clears up.
    }
    exchange.close();
  }
}
