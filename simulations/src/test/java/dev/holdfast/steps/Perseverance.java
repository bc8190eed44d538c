package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * How clients come back in spite of what strikes everybody: what is planned to fail for a while is
 * tried again, with back-off, and judged by how it ends. Anything else that fails is judged as it
 * is. All returns that one strike spoiled belong to its cluster.
 */
final class Perseverance {

  private final Bench bench;
  private final Strikes strikes;

  Perseverance(Bench bench, Strikes strikes) {
    this.bench = bench;
    this.strikes = strikes;
  }

  /** Again and again while a strike is to blame, until all is back or patience ends. */
  ChainBuilder again(ChainBuilder attempt) {
    return asLongAs(this::isCalledFor)
        .on(
            exec(this::blame)
                .exec(pause(this::backOff))
                .exec(
                    session -> {
                      VirtualUser.of(session).homecoming().beginAnew();
                      return session.remove(Frames.SOCKET);
                    })
                .exec(attempt));
  }

  private boolean isCalledFor(Session session) {
    VirtualUser user = VirtualUser.of(session);
    if (!user.isReturning() || user.homecoming().isRestored()) {
      return false;
    }
    Homecoming coming = user.homecoming();
    long giveUp = coming.lostAt() + coming.planned().gap().toNanos();
    giveUp += bench.plan().resilience().giveUp().toNanos();
    return System.nanoTime() - giveUp < 0 && strikes.feltAt(coming.begunAt()).isPresent();
  }

  private Session blame(Session session) {
    VirtualUser user = VirtualUser.of(session);
    strikes
        .feltAt(user.homecoming().begunAt())
        .ifPresent(
            strike -> {
              user.note("✗ spoiled by " + strike.event());
              user.itinerary().spoiledBy(strike.event());
            });
    return session;
  }

  private Duration backOff(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int failed = Math.max(0, user.homecoming().attempts() - 1);
    return bench.plan().resilience().backOff().delay(failed, user.random());
  }
}
