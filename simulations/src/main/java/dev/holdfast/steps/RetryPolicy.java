package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.plan.ResiliencePlan;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.ReturnAttempt;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * How clients come back in spite of what strikes everybody, or of a server that is busy: whom a
 * strike hit, or whose attempt it spoiled, tries again with back-off until patience ends; who is
 * refused with 429 or 503 waits as long as the server asks. Each is judged by how it ends. Anything
 * else that fails is judged as it is. All returns that one strike spoiled belong to its cluster.
 */
final class RetryPolicy {

  private final ResiliencePlan plan;
  private final InjectedOutages outages;

  RetryPolicy(ResiliencePlan plan, InjectedOutages outages) {
    this.plan = plan;
    this.outages = outages;
  }

  /** Again and again while a strike or a busy server is to blame, until back or out of patience. */
  ChainBuilder again(ChainBuilder attempt) {
    return asLongAs(this::isCalledFor)
        .on(
            exec(this::blame)
                .exec(pause(this::backOff))
                .exec(
                    session -> {
                      ReturnAttempt coming = VirtualUser.of(session).returnAttempt();
                      if (coming.busy() == null) {
                        coming.beginAnew();
                      }
                      return session.remove(SocketState.SOCKET);
                    })
                .exec(attempt));
  }

  private boolean isCalledFor(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return user.isReturning()
        && isCalledFor(user.returnAttempt(), user.reconnectPlan().isStruck(), System.nanoTime());
  }

  /**
   * Whether another attempt is due.
   *
   * @param struck whether this return is known to have been spoiled by a strike: then its users
   *     persevere, although the strike that held up their first attempts is long over
   */
  boolean isCalledFor(ReturnAttempt coming, boolean struck, long now) {
    long giveUp = coming.lostAt() + coming.planned().gap().plus(plan.giveUp()).toNanos();
    RefusedHandshake busy = coming.busy();
    if (busy != null) {
      long asked = busy.retryAfter().orElse(Duration.ZERO).toNanos();
      return now + asked - giveUp < 0;
    }
    return !coming.isComplete()
        && now - giveUp < 0
        && (struck || outages.feltAt(coming.begunAt()).isPresent());
  }

  private Session blame(Session session) {
    VirtualUser user = VirtualUser.of(session);
    outages
        .feltAt(user.returnAttempt().begunAt())
        .ifPresent(
            strike -> {
              user.note("✗ spoiled by " + strike.event());
              user.reconnectPlan().spoiledBy(strike.event());
            });
    return session;
  }

  private Duration backOff(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int failed = Math.max(0, user.returnAttempt().attempts() - 1);
    RefusedHandshake busy = user.returnAttempt().busy();
    return busy == null
        ? plan.backOff().delay(failed, user.random())
        : busy.pause(plan.backOff(), failed, user.random());
  }
}
