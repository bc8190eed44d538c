package dev.holdfast.steps.load;

import dev.holdfast.continuity.model.Reconnection.Outage;
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

  /** The last one that ended anything of the backend. */
  private volatile @Nullable Strike ending;

  /**
   * One that is under way or over.
   *
   * @param event its name, the same for nothing else in the run
   * @param loss how it loses a connection
   * @param ends what of the backend ends
   * @param over whether it is over
   * @param overNanos since when
   */
  public record Strike(String event, Loss loss, Outage ends, boolean over, long overNanos) {

    private boolean isFeltBy(long aliveNanos) {
      return !over || overNanos - aliveNanos >= 0;
    }
  }

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
    begin(event, loss, loss.outage());
  }

  /** The same where that of the backend ends. */
  public void begin(String event, Loss loss, Outage ends) {
    keep(new Strike(event, loss, ends, false, 0));
  }

  private void keep(Strike strike) {
    last = strike;
    if (strike.ends != Outage.NONE) {
      ending = strike;
    }
  }

  /** The last one is over. */
  public void over() {
    Strike strike = last;
    if (strike != null) {
      keep(new Strike(strike.event, strike.loss, strike.ends, true, nanoTime.getAsLong()));
    }
  }

  /** Whether none is under way. */
  public boolean atRest() {
    Strike strike = last;
    return strike == null || strike.over;
  }

  /** What may have struck a connection that was alive then and is dead now. */
  public Optional<Strike> since(long aliveNanos) {
    return Optional.ofNullable(last).filter(strike -> strike.isFeltBy(aliveNanos));
  }

  /** What of the backend has ended, or is ending, since then. */
  public Outage endedSince(long nanos) {
    Strike strike = ending;
    return strike != null && strike.isFeltBy(nanos) ? strike.ends : Outage.NONE;
  }

  /** What may have spoiled an attempt that began then. */
  public Optional<Strike> feltAt(long attemptNanos) {
    return since(attemptNanos - aftermathNanos);
  }
}
