package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.run.exchange.ClockMap;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.Nats;
import dev.holdfast.run.exchange.NatsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrdersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<FleetMessages.Order> heard = new CopyOnWriteArrayList<>();
  private final List<Long> instants = new CopyOnWriteArrayList<>();

  @Test
  void anOrderThatComesTooLateEndsTheRunAndNamesTheInjector() throws Exception {
    obeyed(130_000_000);
    assertThat(failures)
        .singleElement()
        .asString()
        .contains("the order start reached injector 2", "130 ms after its instant");
  }

  @Test
  void anOrderInTimeIsHeard() throws Exception {
    obeyed(-300_000_000);
    assertThat(failures).isEmpty();
    assertThat(heard.get(0).atNanos()).as("on the injector's own clock").isEqualTo(1_005);
  }

  @Test
  void anOrderWhoseQuestionsAreLostIsAskedAgainBeforeItsInstant() throws Exception {
    Member member = new Member(2);
    member.clock().take(new ClockMap.Ping(0, 0, 0));
    AtomicInteger lost = new AtomicInteger(2);
    try (NatsProcess server = Nats.start(folder);
        Exchange run = open(server, "run");
        Exchange injector = open(server, "injector-2");
        FleetThread thread = new FleetThread(failures::add)) {
      // A listener that answers nobody: for whoever asks, the question is lost.
      injector.hear(
          injector.names().order(2),
          order -> {
            if (lost.getAndDecrement() <= 0) {
              heard.add(read(order));
              instants.add(System.nanoTime());
            }
          });
      await().atMost(PATIENCE).until(() -> saidToNobody(run, injector));
      long at = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      new Orders(run, thread, failures::add)
          .give(member, FleetMessages.Order.What.STRIKE, at, "drop");
      await().atMost(PATIENCE).until(() -> !heard.isEmpty());

      assertThat(instants.get(0)).as("before its instant").isLessThan(at);
      assertThat(lost.get()).as("the first two were lost").isNegative();
    }
  }

  /** No longer than the run waits for an answer, and longer than it waits to ask again. */
  @Test
  void anOrderIsHeardWhereEachAnswerTakesLongerThanTheNextQuestion() throws Exception {
    try (NatsProcess server = Nats.start(folder);
        Exchange run = open(server, "run");
        Exchange injector = open(server, "injector-2");
        FleetThread thread = new FleetThread(failures::add)) {
      injector.answer(
          injector.names().order(2),
          order -> {
            heard.add(read(order));
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            return ExchangeJson.of(new FleetMessages.Heard(130_000_000));
          });
      Member member = new Member(2);
      member.clock().take(new ClockMap.Ping(0, 0, 0));
      new Orders(run, thread, failures::add)
          .give(member, FleetMessages.Order.What.START, 5, "run 1");
      await().atMost(PATIENCE).until(() -> !failures.isEmpty());
      // Those that were on their way when the first was answered are heard one after the other.
      await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE).until(isAsNumerousAsBefore());
    }
    assertThat(failures).as("told once").singleElement().asString().contains("130 ms after");
  }

  @Test
  void anOrderThatIsNeverAnsweredIsAskedOftenAtFirstAndThenSeldom() {
    List<Duration> asked = new ArrayList<>(List.of(Duration.ZERO));
    while (asked.size() < 100) {
      asked.add(asked.get(asked.size() - 1).plus(Orders.until(asked.size(), Long.MIN_VALUE)));
    }

    assertThat(asked.get(3)).as("before an order's instant").isLessThan(Duration.ofMillis(500));
    for (Duration now : asked) {
      Duration oldest = now.minus(Orders.ANSWER);
      assertThat(asked)
          .filteredOn(each -> each.compareTo(oldest) > 0 && each.compareTo(now) <= 0)
          .as("that wait for an answer at " + now)
          .hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void anOrderThatCanStillComeInTimeIsAskedOften() {
    long second = TimeUnit.SECONDS.toNanos(1);

    assertThat(Orders.until(9, second)).isEqualTo(Orders.until(1, Long.MIN_VALUE));
    assertThat(Orders.until(9, -second)).isGreaterThan(Duration.ofSeconds(1));
  }

  private Callable<Boolean> isAsNumerousAsBefore() {
    AtomicInteger before = new AtomicInteger(-1);
    return () -> before.getAndSet(heard.size()) == heard.size();
  }

  private static boolean saidToNobody(Exchange run, Exchange injector) {
    return run.isConnected() && injector.isConnected();
  }

  @Test
  void anOrderOfALoadThatComesTooLateSpoilsItsLevelAndNoMore() throws Exception {
    RemoteInjector remote = new RemoteInjector("host", order -> {});
    obeyed(130_000_000, why -> remote.late(4, why));

    assertThat(remote.spoiled(4))
        .hasValueSatisfying(why -> assertThat(why).contains("130 ms after its instant"));
    assertThat(remote.spoiled(3)).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void anOrderBetweenLevelsThatComesTooLateSpoilsTheNextLevelAndNoFurther() {
    RemoteInjector remote = new RemoteInjector("host", order -> {});
    remote.late(0, "late");

    assertThat(remote.spoiled(5)).hasValue("late");
    assertThat(remote.spoiled(6)).isEmpty();
  }

  private void obeyed(long lateNanos) throws Exception {
    obeyed(lateNanos, failures::add);
  }

  private void obeyed(long lateNanos, Consumer<String> late) throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Member member = new Member(2);
    member.clock().take(new ClockMap.Ping(0, 10, 1_000 + 5));
    try (NatsProcess server = Nats.start(folder);
        Exchange run = open(server, "run");
        Exchange injector = open(server, "injector-2");
        FleetThread thread = new FleetThread(failures::add)) {
      Orders orders = new Orders(run, thread, failures::add);
      // Given before anybody is there: it is given again until it is heard.
      orders.give(
          member,
          FleetMessages.Order.What.START,
          5,
          "run 1",
          why -> {
            told.add(why);
            late.accept(why);
          });
      injector.answer(
          injector.names().order(2),
          order -> {
            heard.add(read(order));
            return ExchangeJson.of(new FleetMessages.Heard(lateNanos));
          });
      await().atMost(PATIENCE).until(() -> !heard.isEmpty());
      await()
          .during(Duration.ofMillis(300))
          .atMost(PATIENCE)
          .until(() -> lateNanos < 0 || !told.isEmpty());
    }
  }

  private Exchange open(NatsProcess server, String who) throws Exception {
    return Exchange.open(Nats.plan(server.url()), who, PATIENCE, failures::add);
  }

  private static FleetMessages.Order read(byte[] order) {
    try {
      return ExchangeJson.read(order, FleetMessages.Order.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
