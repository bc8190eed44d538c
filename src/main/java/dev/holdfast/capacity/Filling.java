package dev.holdfast.capacity;

/**
 * The time before a level, in which its sessions are opened or closed. It is over once they are
 * there, nothing of the level before is under way, and the generator's timers have been on time
 * again for a while: a level must not be judged by what opening its sessions cost the generator.
 *
 * <p>Not for use from several threads.
 */
public final class Filling {

  private static final int SPANS_ON_TIME = 2;

  private final int sessions;
  private int onTime;
  private boolean present;

  /** Until so many sessions are open. */
  public Filling(int sessions) {
    this.sessions = sessions;
  }

  /** Takes in a span. */
  public void take(InjectorSpan span) {
    onTime = GeneratorUse.isOnTime(span.lagMicros()) ? onTime + 1 : 0;
    present = span.cut().open() == sessions && span.cut().busy() == 0;
  }

  /** Whether the sessions are there, and nothing is under way. */
  public boolean complete() {
    return present;
  }

  /** Whether a level may begin. */
  public boolean settled() {
    return present && onTime >= SPANS_ON_TIME;
  }
}
