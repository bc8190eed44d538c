package dev.holdfast.run.exchange;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.util.Locale;

/** What a connection says of its troubles: a cut mends itself, a refusal does not. */
final class ConnectionErrors implements ErrorListener {

  private final java.util.function.Consumer<String> refusals;

  ConnectionErrors(java.util.function.Consumer<String> refusals) {
    this.refusals = refusals;
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    if (error.toLowerCase(Locale.ROOT).contains("permissions violation")) {
      refusals.accept(error);
    }
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception cut) {
    // It connects again by itself.
  }

  @Override
  public void slowConsumerDetected(Connection connection, Consumer consumer) {
    // Whatever must not be lost is read from the stream.
  }
}
