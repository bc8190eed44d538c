package dev.holdfast.capacity;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/**
 * The time before a level, in which its sessions are opened or closed. It is over once they are
 * there, nothing of the level before is under way, and the generator's timers have been on time
 * again for a while: a level must not be judged by what opening its sessions cost the generator.
 *
 * <p>Not for use from several threads.
 */
public final class Filling {

  private static final int LEAST_SPANS = 2;

  /**
   * Of the time that opening the sessions takes; collections of what that left come that rarely.
   */
  private static final double SHARE_ON_TIME = 0.05;

  private final int sessions;
  private final int spans;
  private final Deque<Histogram> lately = new ArrayDeque<>();
  private boolean complete;

  /**
   * Until so many sessions are open.
   *
   * @param seconds that opening them is to take; at least 0
   * @param spanSeconds length of a span; above 0
   */
  public Filling(int sessions, double seconds, double spanSeconds) {
    this.sessions = sessions;
    this.spans = Math.max(LEAST_SPANS, (int) Math.ceil(SHARE_ON_TIME * seconds / spanSeconds));
  }

  /** Takes in a span. */
  public void take(IntervalReport span) {
    complete = span.cut().open() == sessions && span.cut().busy() == 0;
    if (lately.size() == spans) {
      lately.removeFirst();
    }
    lately.addLast(span.lagMicros());
  }

  /** Whether the sessions are there, and nothing is under way. */
  public boolean complete() {
    return complete;
  }

  /** Whether a level may begin: the timers of the latest spans, taken together, were on time. */
  public boolean settled() {
    Histogram lag = new Histogram(3);
    lately.forEach(lag::add);
    return complete && lately.size() == spans && GeneratorUse.isOnTime(lag);
  }
}
