package dev.holdfast.steps.connection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.dialect.Received;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Objects;
import java.util.Optional;

/** Fetches a conversation history over HTTP, page by page, beside an open connection. */
final class HistoryByHttp {

  private static final String CALL = "history-call";
  private static final String ANSWER = "history-answer";
  private static final String GIVE_UP = "history-at-the-latest";
  private static final int OK = 200;

  private final RunContext runContext;
  private final HttpEndpoint endpoint;

  HistoryByHttp(RunContext runContext, HttpEndpoint endpoint) {
    this.runContext = runContext;
    this.endpoint = endpoint;
  }

  /** Until the last page is there, one does not come, or patience ends. */
  ChainBuilder fetch() {
    long patience = runContext.plan().patience().answer().toNanos();
    return exec(session ->
            session
                .set(CALL, VirtualUser.of(session).dialect().historyRequest())
                .set(GIVE_UP, System.nanoTime() + patience))
        .exec(asLongAs(HistoryByHttp::hasMore).on(page()))
        .exec(session -> session.remove(CALL));
  }

  private ChainBuilder page() {
    return exec(session -> session.remove(ANSWER))
        .exec(
            HttpRequests.of(runContext, "ask for history", endpoint, CALL)
                .check(status().is(OK), bodyString().saveAs(ANSWER)))
        .exec(this::take);
  }

  private Session take(Session session) {
    VirtualUser user = VirtualUser.of(session);
    if (!session.contains(ANSWER)) {
      user.note("✗ the history did not come");
      return session.remove(CALL).markAsSucceeded();
    }
    String body = Objects.requireNonNull(session.getString(ANSWER));
    Received received = user.dialect().readHistory(body);
    user.take(received, body.length(), session);
    Optional<HttpCall> next = user.dialect().nextPage();
    return next.map(call -> session.set(CALL, call))
        .orElseGet(() -> session.remove(CALL))
        .remove(ANSWER)
        .markAsSucceeded();
  }

  private static boolean hasMore(Session session) {
    return session.contains(CALL) && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }
}
