package dev.holdfast.steps.load;

import dev.holdfast.plan.Loss;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What strikes all users at once, as planned: the backend killed or drained, all connections
 * dropped. One after another. Safe for many threads.
 */
public final class InjectedOutages {

  private final LongSupplier nanoTime;
  private final long aftermathNanos;
  private volatile @Nullable Strike last;

  /**
   * One that is under way or over.
   *
   * @param event its name, the same for nothing else in the run
   * @param loss how it loses a connection
   * @param over whether it is over
   * @param overNanos since when
   */
  public record Strike(String event, Loss loss, boolean over, long overNanos) {}

  /**
   * Nothing has struck yet.
   *
   * @param nanoTime monotonic clock, in nanoseconds
   * @param aftermathNanos for how long after it is over a strike may still be felt: a backend that
   *     has just started has all its users at the door
   */
  public InjectedOutages(LongSupplier nanoTime, long aftermathNanos) {
    this.nanoTime = nanoTime;
    this.aftermathNanos = aftermathNanos;
  }

  /** From now on, until it is over. */
  public void begin(String event, Loss loss) {
    last = new Strike(event, loss, false, 0);
  }

  /** The last one is over. */
  public void over() {
    Strike strike = last;
    if (strike != null) {
      last = new Strike(strike.event, strike.loss, true, nanoTime.getAsLong());
    }
  }

  /** Whether none is under way. */
  public boolean atRest() {
    Strike strike = last;
    return strike == null || strike.over;
  }

  /** What may have struck a connection that was alive then and is dead now. */
  public Optional<Strike> since(long aliveNanos) {
    return Optional.ofNullable(last)
        .filter(strike -> !strike.over || strike.overNanos - aliveNanos >= 0);
  }

  /** What may have spoiled an attempt that began then. */
  public Optional<Strike> feltAt(long attemptNanos) {
    return since(attemptNanos - aftermathNanos);
  }
}
