package dev.holdfast.run;

import dev.holdfast.capacity.InjectorSpan;
import dev.holdfast.steps.Dial;
import dev.holdfast.steps.Order;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The injector that this process is. */
final class OwnInjector implements Injector {

  private final Dial dial;
  private final BlockingQueue<InjectorSpan> spans = new LinkedBlockingQueue<>();

  OwnInjector(Dial dial) {
    this.dial = dial;
  }

  /** Takes what it did. */
  void tell(InjectorSpan span) {
    spans.add(span);
  }

  @Override
  public void obey(Order order) {
    dial.turn(order);
  }

  @Override
  public Optional<InjectorSpan> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(spans.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    dial.turn(Order.NOBODY);
  }
}
