package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.steps.connection.Frames;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;

/** What a virtual user keeps of the loss of its connection. */
final class LossSteps {

  private LossSteps() {}

  /**
   * The next planned return begins with the loss of the connection; what has come on that by now is
   * no part of the return.
   */
  static ChainBuilder begin() {
    return Frames.drainIfOpen()
        .exec(
            session -> {
              VirtualUser.of(session).lose(SocketState.isOpen(session, SOCKET));
              return session;
            });
  }

  /** The connection is lost, and the server has agreed to it where it answered. */
  static ChainBuilder done() {
    return exec(
        session -> {
          VirtualUser.of(session).lost(!session.isFailed() && !SocketState.exists(session, SOCKET));
          return session.markAsSucceeded();
        });
  }

  /** The connection is lost, and nobody told the server. */
  static ChainBuilder unnoticed() {
    return exec(
        session -> {
          VirtualUser.of(session).lost(false);
          return session;
        });
  }
}
