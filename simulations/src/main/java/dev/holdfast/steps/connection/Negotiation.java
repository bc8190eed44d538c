package dev.holdfast.steps.connection;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What a dialect asks over HTTP before it opens a connection. */
final class Negotiation {

  private static final String CALL = "negotiation-call";
  private static final String ANSWER = "negotiation-answer";
  private static final int OK = 200;
  private static final int UNKNOWN = 404;

  /** How a refused upgrade is told: a bare number may be that of a port. */
  private static final String UNKNOWN_CONNECTION = "getStatus: " + UNKNOWN;

  private final RunContext runContext;
  private final Optional<HttpEndpoint> endpoint;

  Negotiation(RunContext runContext) {
    this.runContext = runContext;
    this.endpoint = runContext.dialect().negotiation();
  }

  /** Before a connection with that right, where it takes one. */
  ChainBuilder before(Function<VirtualUser, String> token) {
    return endpoint
        .map(
            how ->
                exec(session -> {
                      VirtualUser user = VirtualUser.of(session);
                      return user.dialect()
                          .negotiation(token.apply(user))
                          .map(call -> session.set(CALL, call))
                          .orElse(session);
                    })
                    .exec(
                        doIf((Session session) -> session.contains(CALL))
                            .then(
                                exec(HttpRequests.of(runContext, "negotiate", how, CALL)
                                        .check(status().is(OK), bodyString().saveAs(ANSWER)))
                                    .exec(Negotiation::take))))
        .orElseGet(() -> exec(session -> session));
  }

  /** After an attempt: another, where the server has forgotten the connection. */
  ChainBuilder anew(ChainBuilder attempt) {
    return endpoint.isEmpty()
        ? exec(session -> session)
        : doIf(Negotiation::isForgotten)
            .then(exec(session -> session.remove(SOCKET).markAsSucceeded()).exec(attempt));
  }

  private static boolean isForgotten(Session session) {
    VirtualUser user = VirtualUser.of(session);
    boolean begins =
        SocketState.failure(session, SOCKET)
                .filter(failure -> failure.contains(UNKNOWN_CONNECTION))
                .isPresent()
            && user.dialect().beginsAnew(UNKNOWN);
    if (begins) {
      user.note("✗ the connection is forgotten: begins anew");
    }
    return begins;
  }

  private static Session take(Session session) {
    VirtualUser user = VirtualUser.of(session);
    if (session.contains(ANSWER)) {
      String answer = Objects.requireNonNull(session.getString(ANSWER));
      user.take(user.dialect().negotiated(answer), answer.length(), session);
    } else {
      user.note("✗ the negotiation came to nothing");
    }
    return session.removeAll(CALL, ANSWER).markAsSucceeded();
  }
}
