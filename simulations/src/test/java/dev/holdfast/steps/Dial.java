package dev.holdfast.steps;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LoadKind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Turned by a search, looked at by every user of one injector: how many are to be there, and when
 * each is to work. Users are numbered over all injectors, so that the instants at which work is due
 * are spread evenly whatever the number of injectors. Safe for many threads.
 */
public final class Dial {

  private static final double NANOS = 1e9;

  private final int injector;
  private final int injectors;
  private final LevelMeter meter;
  private final LongSupplier nanoTime;
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger lives = new AtomicInteger();
  private volatile Setting setting;

  /**
   * An order and since when it holds.
   *
   * @param sinceNanos on the monotonic clock
   */
  record Setting(Order order, long sinceNanos) {

    boolean works() {
      return order.step() == Order.Step.WORK;
    }

    /** When a user is to open its session. */
    long slotOf(int index) {
      return sinceNanos + (long) (Math.max(0, index - order.before()) / order.arrivals() * NANOS);
    }

    /** When a user is to begin its how-manyth unit of work, from 0. */
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
   */
  public Dial(int injector, int injectors, LevelMeter meter, LongSupplier nanoTime) {
    this.injector = injector;
    this.injectors = injectors;
    this.meter = meter;
    this.nanoTime = nanoTime;
    this.setting = new Setting(Order.NOBODY, nanoTime.getAsLong());
  }

  /** Turns it. */
  public void turn(Order order) {
    long now = nanoTime.getAsLong();
    boolean works = order.step() == Order.Step.WORK;
    int mine = mine(order.sessions());
    meter.begin(
        now,
        order.level(),
        works ? mine * NANOS / order.periodNanos() : 0,
        order.kind() == LoadKind.SESSIONS);
    setting = new Setting(order, now);
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

  long now() {
    return nanoTime.getAsLong();
  }

  /** The number of another user of this injector. */
  int nextUser() {
    return users.getAndIncrement() * injectors + injector;
  }

  /** The number of another session's user, that no session had before. */
  int nextLife() {
    return 1 + lives.getAndIncrement() * injectors + injector;
  }
}
