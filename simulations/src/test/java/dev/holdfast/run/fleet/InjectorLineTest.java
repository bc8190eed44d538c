package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import dev.holdfast.run.exchange.Nats;
import dev.holdfast.run.exchange.NatsProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InjectorLineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /** The first answer may be lost on its way: the order was in time all the same. */
  @Test
  void anOrderThatIsGivenAgainIsAsLateAsItWasTheFirstTime() throws Exception {
    try (NatsProcess server = Nats.start(folder);
        Exchange run = open(server, "run");
        Exchange injector = open(server, "injector-0")) {
      InjectorLine line = InjectorLine.open(injector, 0, failures::add);
      line.listen();
      long at = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      byte[] order =
          ExchangeJson.of(new FleetMessages.Order(7, FleetMessages.Order.What.STRIKE, at, "reset"));

      long first = late(run, order);
      await().atMost(PATIENCE).until(() -> System.nanoTime() > at);
      long again = late(run, order);

      assertThat(first).as("before its instant").isNegative();
      assertThat(again).isEqualTo(first);
      assertThat(line.order().number()).isEqualTo(7);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aLoadThatComesAfterALaterOneIsToldToBeLateAndIsNotObeyed() throws Exception {
    try (NatsProcess server = Nats.start(folder);
        Exchange run = open(server, "run");
        Exchange injector = open(server, "injector-0")) {
      InjectorLine line = InjectorLine.open(injector, 0, failures::add);
      line.listen();

      assertThat(late(run, load(8))).isPositive();
      assertThat(late(run, load(7))).isPositive();
      assertThat(late(run, load(9))).isPositive();

      assertThat(List.of(line.order().number(), line.order().number())).containsExactly(8L, 9L);
    }
    assertThat(failures).isEmpty();
  }

  private static byte[] load(long number) {
    return ExchangeJson.of(
        new FleetMessages.Order(
            number, FleetMessages.Order.What.LOAD, System.nanoTime() - 1_000, ""));
  }

  /** Asks until the injector listens. */
  private static long late(Exchange run, byte[] order) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                ExchangeJson.read(
                    run.ask(run.names().order(0), order, Duration.ofSeconds(1)).get(),
                    FleetMessages.Heard.class),
            heard -> true)
        .lateNanos();
  }

  private Exchange open(NatsProcess server, String who) throws Exception {
    return Exchange.open(Nats.plan(server.url()), who, PATIENCE, failures::add);
  }
}
