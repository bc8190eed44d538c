package dev.holdfast.steps.load;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LoadKind;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Objects;

/**
 * One user of an injector: at each moment it knows what its user is to do next, by what the {@link
 * LoadController} says.
 *
 * <p>Mutable and confined to its event loop; Gatling's session holds a reference to it.
 */
public final class LoadUser {

  public static final String ATTRIBUTE = "load-user";

  /** A unit that is due within this is due now: Gatling pauses by whole milliseconds. */
  private static final long AT_ONCE_NANOS = 1_000_000;

  /** One that cannot be called by the next step of the stairs may sleep deeper. */
  private static final long LOOK_AGAIN_LATER_NANOS = 5_000_000_000L;

  private static final int SOON_CALLED = 2;
  private static final long RETRY_NANOS = 1_000_000_000L;
  private static final long NONE = -1;

  private final LoadController controller;
  private final int index;
  private final long patienceNanos;
  private LoadKind kind = LoadKind.SESSIONS;
  private int level;
  private long unit;
  private long due;
  private long begunAt;
  private long freeAt;
  private long previousEnd = NONE;
  private long retryAt;
  private int units;
  private boolean open;
  private boolean renewed;
  private long waitUntil;
  private LoadController.Setting setting;

  /** What a user does next. */
  public enum Step {
    WAIT,
    OPEN,
    LEAVE,
    RENEW,
    CYCLE,
    RETURN,
    TURN
  }

  public LoadUser(LoadController controller, Duration patience) {
    this.controller = controller;
    this.index = controller.nextUser();
    this.patienceNanos = patience.toNanos();
    this.setting = controller.setting();
    // Sessions of the same age would all be renewed at once.
    this.units = index;
  }

  public static LoadUser of(Session session) {
    return Objects.requireNonNull(session.<LoadUser>get(ATTRIBUTE));
  }

  /**
   * What to do now; what it is to be counted for is fixed with it.
   *
   * @param connected whether the connection of its session is there, if it has one
   */
  public Step next(boolean connected) {
    long now = controller.now();
    setting = controller.setting();
    LoadCommand order = setting.order();
    if (setting.works() && order.level() != level) {
      level = order.level();
      unit = 0;
      previousEnd = NONE;
    }
    if (open && !connected) {
      return lost(now);
    }
    if (order.kind() != kind) {
      kind = order.kind();
      // Sessions live longer in one search than in another; not all may end at once for that.
      units = units % order.unitsASession();
    }
    if (index >= order.sessions()) {
      return open ? Step.LEAVE : sleep(now, order);
    }
    if (!open) {
      return opens(now);
    }
    if (units >= order.unitsASession()) {
      return Step.RENEW;
    }
    return setting.works() ? works(now, order.kind()) : waits(now + setting.lookNanos());
  }

  /** How long to wait where that is what it does. */
  public Duration rest(long now) {
    return Duration.ofNanos(Math.max(0, waitUntil - now));
  }

  /** Its level's name. */
  public String label() {
    return setting.order().label();
  }

  /** Its session is open, or could not be opened. */
  public void opened(boolean success) {
    long now = controller.now();
    retryAt = now + RETRY_NANOS;
    units = units % setting.order().unitsASession();
    if (success) {
      open = true;
      freeAt = now;
      renewed = true;
      controller.meter().opened(now, 1);
    }
  }

  /** Its session is gone. */
  public void closed() {
    if (open) {
      open = false;
      controller.meter().opened(controller.now(), -1);
    }
    retryAt = controller.now();
    units = 0;
  }

  boolean isOpen() {
    return open;
  }

  /** A unit of work begins. */
  public void begin() {
    begunAt = controller.now();
    controller.meter().began(begunAt, level, index, due, freeAt, previousEnd);
  }

  /** What is timed of the unit has come to its end. */
  public void timed() {
    previousEnd = controller.now();
  }

  /**
   * The unit of work has ended.
   *
   * @param kept whether all that was promised came
   */
  public void end(boolean kept, int reconnections, int turns) {
    long now = controller.now();
    long from = Math.min(due, begunAt);
    controller
        .meter()
        .ended(
            now, new LevelMeter.Unit(level, index, previousEnd - from, kept, reconnections, turns));
    freeAt = now;
    units++;
  }

  /**
   * The target dropped a connection that nobody asked it to. A level at which it does so has failed
   * that user; else sessions would be counted that are no longer there.
   */
  private Step lost(long now) {
    if (setting.works()) {
      controller.meter().began(now, level, index, now, now, NONE);
      controller.meter().ended(now, new LevelMeter.Unit(level, index, 0, false, 0, 0));
    }
    return Step.LEAVE;
  }

  private Step opens(long now) {
    if (setting.works()) {
      countMissed(now);
    }
    long at = Math.max(setting.works() ? 0 : setting.slotOf(index), retryAt);
    return at <= now ? Step.OPEN : waits(Math.min(at, now + setting.lookNanos()));
  }

  /** Work that was due while there was no session to do it has failed. */
  private void countMissed(long now) {
    for (; setting.dueOf(index, unit) <= now; unit++) {
      long missed = setting.dueOf(index, unit);
      controller.meter().began(now, level, index, missed, missed, NONE);
      controller.meter().ended(now, new LevelMeter.Unit(level, index, patienceNanos, false, 0, 0));
    }
  }

  private Step works(long now, LoadKind kind) {
    // A session that has just begun owes nothing for the time before.
    while (renewed && setting.dueOf(index, unit) < now - AT_ONCE_NANOS) {
      unit++;
    }
    renewed = false;
    due = setting.dueOf(index, unit);
    if (due > now + AT_ONCE_NANOS) {
      return waits(Math.min(due, now + setting.lookNanos()));
    }
    unit++;
    return switch (kind) {
      case SESSIONS -> Step.CYCLE;
      case RECONNECTIONS -> Step.RETURN;
      case TURNS -> Step.TURN;
    };
  }

  private Step sleep(long now, LoadCommand order) {
    boolean soon = index < SOON_CALLED * Math.max(1, order.sessions());
    return waits(now + (soon ? setting.lookNanos() : LOOK_AGAIN_LATER_NANOS));
  }

  private Step waits(long until) {
    waitUntil = until;
    return Step.WAIT;
  }
}
