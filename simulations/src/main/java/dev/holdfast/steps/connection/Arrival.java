package dev.holdfast.steps.connection;

import dev.holdfast.measure.Phase;
import dev.holdfast.plan.ResiliencePlan;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.VirtualUser;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a user comes by the first connection of its session: since when it tries, and how it was
 * answered last.
 *
 * <p>Mutable and confined to its user's event loop.
 */
final class Arrival {

  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final ResiliencePlan plan;
  private final long since;
  private int attempts;
  private long begun;
  private @Nullable RefusedHandshake busy;
  private String failure = "no attempt was made";

  /**
   * One that begins.
   *
   * @param now on the monotonic clock
   */
  Arrival(ResiliencePlan plan, long now) {
    this.plan = plan;
    this.since = now;
    this.begun = now;
  }

  /** Whether the server has greeted. */
  static boolean isGreeted(VirtualUser user) {
    return user.isConnected();
  }

  /** Another attempt begins. */
  void begin(long now) {
    begun = now;
    attempts++;
    busy = null;
  }

  /** The last attempt came to nothing. */
  void failed(String why) {
    failure = why;
  }

  /** The last attempt was refused. */
  void refused(RefusedHandshake answer) {
    failure = answer.told();
    busy = answer.isBusy() ? answer : null;
  }

  /** Whether the last attempt was refused by a server that asks to come again. */
  public boolean isBusy() {
    return busy != null;
  }

  /** Why the last attempt came to nothing. */
  String failure() {
    return failure;
  }

  /** Whether another attempt after the wait that was asked for is still within the plan. */
  boolean hasTime(long now) {
    long asked = busy == null ? 0 : busy.retryAfter().orElse(Duration.ZERO).toNanos();
    return now + asked - since < plan.giveUp().toNanos();
  }

  /** How long to wait before another attempt. */
  Duration pause(RandomGenerator random) {
    return busy == null ? ASK_AGAIN : busy.pause(plan.backOff(), attempts - 1, random);
  }

  /** The server has greeted: what was spent on refusals and waits before is back-off. */
  void greeted(VirtualUser user) {
    if (attempts > 1) {
      user.record(Phase.BACK_OFF, since, begun);
    }
  }
}
