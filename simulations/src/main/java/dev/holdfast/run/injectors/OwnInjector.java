package dev.holdfast.run.injectors;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.steps.load.LoadCommand;
import dev.holdfast.steps.load.LoadController;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The injector that this process is. */
public final class OwnInjector implements Injector {

  private final LoadController controller;
  private final BlockingQueue<IntervalReport> spans = new LinkedBlockingQueue<>();

  public OwnInjector(LoadController controller) {
    this.controller = controller;
  }

  /** Takes what it did. */
  public void tell(IntervalReport span) {
    spans.add(span);
  }

  @Override
  public void obey(LoadCommand order) {
    controller.turn(order);
  }

  @Override
  public Optional<IntervalReport> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(spans.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    controller.turn(LoadCommand.NOBODY);
  }
}
