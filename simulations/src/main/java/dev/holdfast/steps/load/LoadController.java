package dev.holdfast.steps.load;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LoadKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Turned by a search, looked at by every user of one injector: how many are to be there, and when
 * each is to work. Users are numbered over all injectors, so that the instants at which work is due
 * are spread evenly whatever the number of injectors. Safe for many threads.
 */
public final class LoadController {

  private static final double NANOS = 1e9;

  /** Of all users of an injector, a second: each costs it some microseconds. */
  private static final double LOOKS_A_SECOND = 2_500;

  private static final long LEAST_LOOK_NANOS = 250_000_000L;

  private final int injector;
  private final int injectors;
  private final LevelMeter meter;
  private final LongSupplier nanoTime;
  private final long mostLookNanos;
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger lives = new AtomicInteger();
  private volatile Setting setting;

  /**
   * An order and since when it holds.
   *
   * @param sinceNanos on the monotonic clock
   * @param lookNanos after how long a user that waits asks the controller again
   */
  record Setting(LoadCommand order, long sinceNanos, long lookNanos) {

    boolean works() {
      return order.step() == LoadCommand.Step.WORK;
    }

    /** When a user is to open its session. */
    long slotOf(int index) {
      return sinceNanos + (long) (Math.max(0, index - order.before()) / order.arrivals() * NANOS);
    }

    /** When a user is to begin its unit of work of that number, from 0. */
    long dueOf(int index, long unit) {
      double phase = (double) order.periodNanos() * index / Math.max(1, order.sessions());
      return sinceNanos + (long) phase + unit * order.periodNanos();
    }
  }

  /**
   * Nobody is to be there.
   *
   * @param injector which one this is, from 0
   * @param injectors how many there are
   * @param meter counts what the users do
   * @param nanoTime the monotonic clock
   * @param warmUp what levels cut off at their beginning: whoever learns of a level only then is
   *     late for work that does not count
   */
  public LoadController(
      int injector, int injectors, LevelMeter meter, LongSupplier nanoTime, Duration warmUp) {
    this.injector = injector;
    this.injectors = injectors;
    this.meter = meter;
    this.nanoTime = nanoTime;
    this.mostLookNanos = Math.max(LEAST_LOOK_NANOS, warmUp.toNanos() / 2);
    this.setting = new Setting(LoadCommand.NOBODY, nanoTime.getAsLong(), LEAST_LOOK_NANOS);
  }

  /** Turns it. */
  public void turn(LoadCommand order) {
    long now = nanoTime.getAsLong();
    boolean works = order.step() == LoadCommand.Step.WORK;
    int mine = mine(order.sessions());
    meter.begin(
        now,
        order.level(),
        works ? mine * NANOS / order.periodNanos() : 0,
        order.kind() == LoadKind.SESSIONS);
    setting = new Setting(order, now, lookNanos(mine));
  }

  /** A large population asks less often, or looking would be all that its injector does. */
  private long lookNanos(int users) {
    long nanos = (long) (users / LOOKS_A_SECOND * NANOS);
    return Math.min(mostLookNanos, Math.max(LEAST_LOOK_NANOS, nanos));
  }

  /** How many of so many sessions are this injector's. */
  private int mine(int sessions) {
    return (sessions - injector + injectors - 1) / injectors;
  }

  Setting setting() {
    return setting;
  }

  LevelMeter meter() {
    return meter;
  }

  public long now() {
    return nanoTime.getAsLong();
  }

  /** The number of another user of this injector. */
  int nextUser() {
    return users.getAndIncrement() * injectors + injector;
  }

  /** The number of another session's user, that no session had before. */
  public int nextLife() {
    return 1 + lives.getAndIncrement() * injectors + injector;
  }
}
