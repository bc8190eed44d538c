package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.continuity.ServerEvent;
import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.WsFrameCheck;
import java.util.function.Predicate;

/**
 * How every text frame reaches its virtual user, exactly once and in order.
 *
 * <p>While a check waits, Gatling offers it each frame, with the session: the check's own condition
 * takes the frame in. Between checks Gatling buffers frames, until the next send: {@link #drain}
 * takes them in before. Nothing can arrive between the two, for both run in one task of the virtual
 * user's event loop.
 */
final class Frames {

  /** The connection that a virtual user works on. */
  static final String SOCKET = "socket";

  /** The connection that it had before, where it did not close it. */
  static final String OLD_SOCKET = "old-socket";

  private static final CheckBuilder COMPLETES =
      bodyString()
          .transformWithSession((text, session) -> VirtualUser.of(session).receive(text))
          .is(true);

  private static final CheckBuilder KEPT =
      bodyString()
          .transformWithSession((text, session) -> VirtualUser.of(session).judge())
          .is(true);

  private static final CheckBuilder FROM_THE_DEAD =
      bodyString()
          .transformWithSession(
              (text, session) -> {
                VirtualUser.of(session).receiveOnOld(text);
                return true;
              })
          .is(true);

  private Frames() {}

  /** Waits until what the virtual user awaits has arrived, and that is enough for it. */
  static WsFrameCheck.Text arrival(String name, Predicate<VirtualUser> enough) {
    return ws.checkTextMessage(name)
        .matching(
            bodyString()
                .transformWithSession(
                    (text, session) -> {
                      VirtualUser user = VirtualUser.of(session);
                      return user.receive(text) || enough.test(user);
                    })
                .is(true));
  }

  /** Waits until what the virtual user awaits has arrived. */
  static WsFrameCheck.Text arrival(String name) {
    return ws.checkTextMessage(name).matching(COMPLETES);
  }

  /** The same, and fails where the completed return is judged broken. */
  static WsFrameCheck.Text judgement(String name) {
    return ws.checkTextMessage(name).matching(COMPLETES).check(KEPT);
  }

  /** Waits for any frame on a connection on which none may come. */
  static WsFrameCheck.Text signOfLife(String name) {
    return ws.checkTextMessage(name).matching(FROM_THE_DEAD);
  }

  /** Whether it answers a request that belongs to no turn. */
  static boolean isReply(ServerEvent event) {
    return event instanceof ServerEvent.Pong
        || event instanceof ServerEvent.History
        || event instanceof ServerEvent.Refused
        || event instanceof ServerEvent.TokenAccepted;
  }

  /** The same, where the connection still stands. */
  static ChainBuilder drainIfOpen() {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET)).then(drain());
  }

  /** Takes in what arrived since the last check. */
  static ChainBuilder drain() {
    return exec(
        ws.processUnmatchedMessages(
            SOCKET,
            (messages, session) -> {
              VirtualUser user = VirtualUser.of(session);
              for (WsInboundMessage message : messages) {
                if (message instanceof WsInboundMessage.Text text) {
                  user.receive(text.message());
                }
              }
              return session;
            }));
  }
}
