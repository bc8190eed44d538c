package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.plan.ResiliencePlan;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * How a client notices that its connection is dead: at once where the network says so, else because
 * a sign of life that it asked for did not come. Bounded: a client that can still not tell when its
 * patience ends takes the connection for dead. A client whose server answers no ping learns of an
 * end that its system tells of, and of no other before its patience ends.
 *
 * <p>Gatling tells a virtual user of a lost connection only while it waits for a frame. So the
 * client asks for a sign of life, and listens for a whole interval, whatever comes.
 */
final class HeartbeatSteps {

  private static final String GIVE_UP = "notice-at-the-latest";
  private static final String SILENT = "server-is-silent";

  private final Frames frames;
  private final ResiliencePlan plan;
  private final boolean pings;

  HeartbeatSteps(RunContext runContext) {
    this.frames = Frames.of(runContext);
    this.pings = runContext.dialect().states(Capability.PING);
    this.plan = runContext.plan().resilience();
  }

  /** Until the client knows that its connection is dead. */
  ChainBuilder untilDead() {
    return exec(session -> begin(session, plan.noticeWithin()))
        .exec(asLongAs(HeartbeatSteps::stillAlive).on(beat()));
  }

  private ChainBuilder beat() {
    return pings ? ping() : exec(pause(plan.heartbeat()));
  }

  private ChainBuilder ping() {
    return exec(session -> {
          VirtualUser.of(session).awaited().forNothing();
          return session;
        })
        .exec(Frames.drain())
        .exec(
            frames.ask(
                "heartbeat",
                user -> user.dialect().ping(),
                plan.heartbeat(),
                frames.silentArrival("listened")))
        .exec(
            session -> {
              boolean answered =
                  VirtualUser.of(session)
                      .awaited()
                      .reply()
                      .filter(ServerEvent.Pong.class::isInstance)
                      .isPresent();
              return session.markAsSucceeded().set(SILENT, !answered);
            });
  }

  private static Session begin(Session session, Duration patience) {
    return session.set(SILENT, false).set(GIVE_UP, System.nanoTime() + patience.toNanos());
  }

  private static boolean stillAlive(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && !session.getBoolean(SILENT)
        && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }
}
