package dev.holdfast.run.fleet;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.context.Release;
import dev.holdfast.run.exchange.ClockMap;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.SaidLine;
import dev.holdfast.run.exchange.Subjects;
import dev.holdfast.run.exchange.WallClock;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The coming of a run's injectors, until all of them wait for the start. */
final class InjectorArrivals {

  private static final int PINGS = 60;
  private static final Duration BETWEEN_PINGS = Duration.ofMillis(10);
  private static final Duration PINGS_LATER = Duration.ofSeconds(12);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** Beyond the longest warm-up: starting, and what a busy machine needs. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  private final RunPlan plan;
  private final FleetMessages.Plan orders;
  private final Console console;
  private final Exchange exchange;
  private final FleetThread thread;
  private final List<Member> members;
  private final Consumer<String> failures;
  private final Agreement agreement;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final long beganNanos = System.nanoTime();
  private volatile Optional<Duration> expected = Optional.empty();

  InjectorArrivals(
      RunKind kind,
      PopulationContext stage,
      Exchange exchange,
      FleetThread thread,
      List<Member> members,
      Consumer<String> failures) {
    this.plan = stage.runContext().plan();
    this.console = stage.console();
    this.exchange = exchange;
    this.thread = thread;
    this.members = members;
    this.failures = failures;
    this.agreement = Agreement.of(Release.version(), Configuration.load());
    this.orders =
        new FleetMessages.Plan(
            "",
            kind.name(),
            stage.secret(),
            plan.target().isPresent() ? "" : stage.runContext().target().socket().toString());
  }

  /**
   * Waits for all.
   *
   * @throws ExchangeException if they do not come, or cannot work together
   */
  void await() throws ExchangeException, InterruptedException {
    console.sayForNow("waiting for " + members.size() + " injectors");
    try {
      boolean unused = ready.get();
    } catch (ExecutionException e) {
      throw new ExchangeException(
          Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(""), e);
    }
  }

  void fail(String why) {
    boolean unused = ready.completeExceptionally(new IllegalStateException(why));
  }

  /** How long the load takes; known once all are ready. */
  Optional<Duration> expected() {
    return expected;
  }

  void heard(Member member, SaidLine line) throws IOException {
    if (line.what() == Subjects.Said.TWICE) {
      member.cameTwice();
      console.say(
          "a second process wants to be injector "
              + member.index()
              + ", and was sent away: "
              + ExchangeJson.read(line.message(), String.class));
    } else if (line.what() == Subjects.Said.HELLO) {
      came(member, ExchangeJson.read(line.message(), FleetMessages.Hello.class));
    } else {
      isReady(member, ExchangeJson.read(line.message(), FleetMessages.Ready.class));
    }
  }

  private void came(Member member, FleetMessages.Hello hello) {
    member.came(hello);
    Optional<String> refusal = agreement.refusal(member.index(), hello);
    if (refusal.isPresent()) {
      FleetMessages.Plan refused = new FleetMessages.Plan(refusal.get(), "", "", "");
      var unused =
          exchange.ask(exchange.names().plan(member.index()), ExchangeJson.of(refused), ANSWER);
      failures.accept(refusal.get());
      return;
    }
    plan(member);
    ping(member, PINGS);
  }

  private void plan(Member member) {
    var unused =
        exchange
            .ask(exchange.names().plan(member.index()), ExchangeJson.of(orders), ANSWER)
            .whenComplete(
                (answer, failure) ->
                    thread.soon(
                        () -> {
                          if (failure == null) {
                            member.hasItsPlan();
                            beginIfAllAreReady();
                          } else if (!ready.isDone()) {
                            thread.later(Duration.ofMillis(100), () -> plan(member));
                          }
                        }));
  }

  private void ping(Member member, int left) {
    long asked = System.nanoTime();
    var unused =
        exchange
            .ask(exchange.names().clock(member.index()), new byte[0], ANSWER)
            .whenComplete(
                (answer, failure) -> {
                  long answered = System.nanoTime();
                  long wall = System.currentTimeMillis();
                  thread.soon(() -> pinged(member, asked, answered, wall, answer, failure, left));
                });
  }

  private void pinged(
      Member member,
      long asked,
      long answered,
      long wallMillis,
      byte[] answer,
      @Nullable Throwable failure,
      int left)
      throws IOException {
    if (failure == null) {
      FleetMessages.Clock clock = ExchangeJson.read(answer, FleetMessages.Clock.class);
      member
          .clock()
          .take(new ClockMap.Ping(asked, answered, clock.nanos()))
          .ifPresent(
              wrong ->
                  failures.accept(member.named() + ": " + wrong + "; move it to another machine"));
      WallClock.off(answered - asked, clock.wallMillis(), wallMillis)
          .filter(off -> left == 1)
          .ifPresent(off -> console.say(WallClock.told(member.named(), off)));
    }
    int next = failure == null ? left - 1 : left;
    if (next == 0) {
      member.clockIsKnown();
      beginIfAllAreReady();
    }
    thread.later(next > 0 ? BETWEEN_PINGS : PINGS_LATER, () -> ping(member, next));
  }

  private void isReady(Member member, FleetMessages.Ready its) {
    if (!its.problem().isEmpty()) {
      failures.accept(member.named() + " cannot take part: " + its.problem());
      return;
    }
    member.isReady(its);
    beginIfAllAreReady();
  }

  private void beginIfAllAreReady() {
    if (!ready.isDone() && members.stream().allMatch(Member::isReady)) {
      long longest =
          members.stream()
              .mapToLong(each -> each.ready() == null ? 0 : each.ready().expectedMillis())
              .max()
              .orElse(0);
      expected = longest == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(longest));
      boolean unused = ready.complete(true);
    }
  }

  /** Whether the time to come is over. */
  void watch() {
    if (ready.isDone()) {
      return;
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - beganNanos);
    List<Member> missing = members.stream().filter(member -> !member.isHere()).toList();
    Duration patience = plan.fleet().patience();
    if (!missing.isEmpty() && waited.compareTo(patience) > 0) {
      failures.accept(notAll(missing, patience));
    } else if (waited.compareTo(patience.plus(plan.warmUp().most()).plus(SLACK)) > 0) {
      failures.accept(
          "not all injectors became ready: "
              + members.stream()
                  .filter(member -> !member.isReady())
                  .map(Member::named)
                  .collect(Collectors.joining(", "))
              + "; see their logs");
    }
  }

  private String notAll(List<Member> missing, Duration patience) {
    String twice =
        members.stream()
            .filter(member -> member.twice() > 0)
            .map(member -> "index " + member.index() + " was claimed twice")
            .collect(Collectors.joining(", "));
    return "not all injectors came within "
        + patience.toSeconds()
        + " s, missing of "
        + members.size()
        + ": "
        + missing.stream()
            .map(member -> String.valueOf(member.index()))
            .collect(Collectors.joining(", "))
        + (twice.isEmpty() ? "" : " (" + twice + ": each needs a holdfast.fleet.index of its own)")
        + "; start them with the same holdfast.exchange and holdfast.fleet.run, or wait longer by"
        + " holdfast.fleet.patience";
  }
}
