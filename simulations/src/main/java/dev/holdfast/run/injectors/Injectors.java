package dev.holdfast.run.injectors;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.steps.load.LoadCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All injectors of a run, as if they were one. */
public final class Injectors implements AutoCloseable {

  private final List<Injector> all;
  private int level;

  public Injectors(List<? extends Injector> all) {
    this.all = List.copyOf(all);
  }

  /** Tells all of them what to do. */
  void obey(LoadCommand order) {
    level = order.level();
    all.forEach(injector -> injector.obey(order));
  }

  /**
   * What they did in the next span of the present level, together.
   *
   * @throws InjectorLostException if one of them does not tell within that time
   */
  IntervalReport next(Duration patience) throws InterruptedException, InjectorLostException {
    List<IntervalReport> spans = new ArrayList<>();
    long giveUp = System.nanoTime() + patience.toNanos();
    for (int i = 0; i < all.size(); i++) {
      spans.add(next(i, giveUp, patience));
    }
    return IntervalReport.together(spans, all.stream().map(Injector::node).toList());
  }

  /** What an injector had under way when it was told of this level belongs to the one before. */
  private IntervalReport next(int which, long giveUp, Duration patience)
      throws InterruptedException, InjectorLostException {
    while (true) {
      long left = giveUp - System.nanoTime();
      Optional<IntervalReport> span =
          left > 0 ? all.get(which).next(Duration.ofNanos(left)) : Optional.empty();
      if (span.isEmpty()) {
        throw new InjectorLostException(
            "injector "
                + (which + 1)
                + " of "
                + all.size()
                + " did not tell what it did for "
                + patience.toMillis()
                + " ms");
      }
      if (span.get().cut().level() == level) {
        return span.get();
      }
    }
  }

  /** Why what they did at the present level says nothing; empty if it does. */
  List<String> spoiled() {
    return all.stream().flatMap(injector -> injector.spoiled(level).stream()).toList();
  }

  @Override
  public void close() {
    all.parallelStream().forEach(Injector::close);
  }
}
