package dev.holdfast.steps;

import static dev.holdfast.steps.Frames.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.plan.ResiliencePlan;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * How a client notices that its connection is dead: at once where the network says so, else because
 * a sign of life that it asked for did not come. Bounded: a client that can still not tell when its
 * patience ends takes the connection for dead.
 *
 * <p>Gatling tells a virtual user of a lost connection only while it waits for a frame. So the
 * client asks for a sign of life, and listens for a whole interval, whatever comes.
 */
final class HeartbeatSteps {

  private static final String GIVE_UP = "notice-at-the-latest";
  private static final String SILENT = "server-is-silent";

  private final RunContext runContext;
  private final ResiliencePlan plan;

  HeartbeatSteps(RunContext runContext) {
    this.runContext = runContext;
    this.plan = runContext.plan().resilience();
  }

  /** Until the client knows that its connection is dead. */
  ChainBuilder untilDead() {
    return exec(session -> begin(session, plan.noticeWithin()))
        .exec(asLongAs(HeartbeatSteps::stillAlive).on(beat()));
  }

  private ChainBuilder beat() {
    return exec(session -> {
          VirtualUser.of(session).listen();
          return session;
        })
        .exec(Frames.drain())
        .exec(
            ws("heartbeat", SOCKET)
                .sendText(
                    session -> runContext.dialect().ping(VirtualUser.of(session).nextFrameId()))
                .await(plan.heartbeat())
                .on(Frames.arrival("listened").silent()))
        .exec(
            session -> {
              boolean answered =
                  VirtualUser.of(session)
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
