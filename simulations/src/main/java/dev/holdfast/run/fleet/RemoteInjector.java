package dev.holdfast.run.fleet;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.run.injectors.Injector;
import dev.holdfast.steps.load.LoadCommand;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An injector on another machine, as a search works with it. */
final class RemoteInjector implements Injector {

  private final String node;
  private final Consumer<LoadCommand> orders;
  private final BlockingQueue<IntervalReport> reports = new LinkedBlockingQueue<>();
  private final Map<Integer, String> late = new ConcurrentHashMap<>();

  /**
   * One of which nothing has been heard.
   *
   * @param orders passes on what it is told
   */
  RemoteInjector(String node, Consumer<LoadCommand> orders) {
    this.node = node;
    this.orders = orders;
  }

  void told(IntervalReport report) {
    reports.add(report);
  }

  /**
   * It was told too late of a step of a level.
   *
   * @param level 0 for a step between levels, which spoils the next one that is judged
   */
  void late(int level, String why) {
    late.put(level, why);
  }

  @Override
  public Optional<String> spoiled(int level) {
    Optional<String> between = Optional.ofNullable(late.remove(0));
    return Optional.ofNullable(late.get(level)).or(() -> between);
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public void obey(LoadCommand order) {
    orders.accept(order);
  }

  @Override
  public Optional<IntervalReport> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(reports.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    // The fleet ends it.
  }
}
