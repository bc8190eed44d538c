package dev.holdfast.run.injectors;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.steps.load.LoadCommand;
import java.time.Duration;
import java.util.Optional;

/** Makes a part of the load, in this process or in one of its own. */
public interface Injector extends AutoCloseable {

  /** The machine that it is on; those on one share its processors. */
  default String node() {
    return "";
  }

  /** Tells it what to do; returns at once. */
  void obey(LoadCommand order);

  /**
   * What it did since it told last.
   *
   * @return empty if it does not tell within that time, or never will again
   */
  Optional<IntervalReport> next(Duration patience) throws InterruptedException;

  /**
   * Why what it did at a level says nothing of the target.
   *
   * @param level its number
   * @return empty if it does
   */
  default Optional<String> spoiled(int level) {
    return Optional.empty();
  }

  /** Ends it; returns when it has ended. */
  @Override
  void close();
}
