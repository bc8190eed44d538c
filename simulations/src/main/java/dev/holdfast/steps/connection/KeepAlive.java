package dev.holdfast.steps.connection;

import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What a client sends unasked on its open connection, whatever else it does there: also while it
 * waits for something, or for nothing. Gatling itself sends only what a scenario says next.
 */
final class KeepAlive {

  private static final String TIMER = "keep-alive";

  private final Optional<Duration> every;

  KeepAlive(RunContext runContext) {
    this.every = runContext.dialect().keepAliveEvery();
  }

  /** Begins on the session's connection, and ends on the one that it had before. */
  Session begin(Session session) {
    if (session.get(TIMER) instanceof Future<?> before) {
      before.cancel(false);
    }
    if (every.isEmpty() || !SocketState.isOpen(session, SocketState.SOCKET)) {
      return session;
    }
    long nanos = every.get().toNanos();
    return session.set(
        TIMER,
        // On the user's own event loop: nothing of the user is for two threads.
        session
            .asScala()
            .eventLoop()
            .scheduleWithFixedDelay(() -> send(session), nanos, nanos, TimeUnit.NANOSECONDS));
  }

  private static void send(Session session) {
    VirtualUser user = VirtualUser.of(session);
    // A client that gave a connection up keeps it alive no longer.
    if (user.isConnected()) {
      SocketState.send(session, SocketState.SOCKET, user.dialect().keepAlive());
    }
  }
}
