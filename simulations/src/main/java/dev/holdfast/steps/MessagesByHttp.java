package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.connection.HttpRequests;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/** Messages that go over HTTP, beside the connection on which all else comes. */
final class MessagesByHttp {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final String CALL = "message-call";
  private static final String STATUS = "message-status";
  private static final String ANSWER = "message-answer";
  private static final String GIVE_UP = "message-at-the-latest";

  private final RunContext runContext;
  private final HttpEndpoint endpoint;

  MessagesByHttp(RunContext runContext, HttpEndpoint endpoint) {
    this.runContext = runContext;
    this.endpoint = endpoint;
  }

  /** Says something, and takes what answers the request; nothing else is waited for. */
  ChainBuilder send(String name, Function<VirtualUser, UserMessage> message) {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          return session
              .removeAll(STATUS, ANSWER)
              .set(CALL, user.dialect().sayRequest(message.apply(user)));
        })
        .exec(
            HttpRequests.of(runContext, name, endpoint, CALL)
                .disableFollowRedirect()
                .check(status().saveAs(STATUS), bodyString().saveAs(ANSWER)))
        .exec(MessagesByHttp::answered);
  }

  /** The same, and waits for what must come. */
  ChainBuilder ask(String name, Function<VirtualUser, UserMessage> message) {
    long patience = runContext.plan().patience().answer().toNanos();
    return exec(session -> session.set(GIVE_UP, System.nanoTime() + patience))
        .exec(send(name, message))
        .exec(Frames.drainIfOpen())
        .exec(
            asLongAs(MessagesByHttp::mustListen).on(pause(LOOK_AGAIN).exec(Frames.drainIfOpen())));
  }

  private static Session answered(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int status = session.contains(STATUS) ? session.getInt(STATUS) : 0;
    String body = session.contains(ANSWER) ? Objects.requireNonNull(session.getString(ANSWER)) : "";
    if (HttpRequests.isSuccess(status)) {
      user.take(user.dialect().readSaid(body), body.length(), session);
    } else if (status == 0) {
      user.note("✗ no answer to a message");
    } else {
      user.take(
          Received.of(new ServerEvent.Refused("status " + status, "")), body.length(), session);
    }
    return session.removeAll(CALL, STATUS, ANSWER).markAsSucceeded();
  }

  private static boolean mustListen(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && !VirtualUser.of(session).awaited().isThere()
        && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }
}
