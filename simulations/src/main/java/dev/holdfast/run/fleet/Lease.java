package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.ExchangeException;
import dev.holdfast.run.exchange.ExchangeJson;
import dev.holdfast.run.exchange.FleetMessages;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The run's sign of life: injectors that do not hear it end their load by themselves. */
final class Lease {

  private static final long OTHER_MILLIS = 1_500;

  private final Exchange exchange;
  private final String word = UUID.randomUUID().toString();

  Lease(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Listens for another run.
   *
   * @throws ExchangeException if one is alive
   */
  void requireNoOther() throws ExchangeException, InterruptedException {
    CountDownLatch other = new CountDownLatch(1);
    exchange.hear(exchange.names().lease(), bytes -> other.countDown());
    if (other.await(OTHER_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new ExchangeException(
          "another run goes on by the name "
              + exchange.names().run()
              + ": wait for its end, or give this one and its injectors another"
              + " holdfast.fleet.run");
    }
  }

  void renew() {
    exchange.tell(exchange.names().lease(), ExchangeJson.of(new FleetMessages.Lease(word, false)));
  }

  /** The run is over: also for those who have not said yet that they are there. */
  void end() {
    exchange.tell(exchange.names().lease(), ExchangeJson.of(new FleetMessages.Lease(word, true)));
  }
}
