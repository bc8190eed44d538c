package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.measure.RunEvent;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Others speak in a virtual user's session: while it is there, while it is away, and once it is
 * back. Where the dialect has no way for them to, nothing happens.
 */
public final class OthersSteps {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final String CALL = "others-call";
  private static final String STATUS = "others-status";
  private static final String GIVE_UP = "others-heard-at-the-latest";
  private static final int SUCCESS = 200;
  private static final int BEYOND_SUCCESS = 300;

  private final RunContext runContext;
  private final Optional<HttpEndpoint> endpoint;

  /** Steps of users of that run. */
  public OthersSteps(RunContext runContext) {
    this.runContext = runContext;
    this.endpoint = runContext.dialect().othersByHttp();
  }

  /** Another speaks while the user is there: that must arrive. */
  public ChainBuilder whileConnected() {
    return where(
        session -> SocketState.isOpen(session, SOCKET),
        speak().exec(listen()).exec(OthersSteps::giveUp));
  }

  /** Another speaks twice while the user is away. */
  ChainBuilder whileAway() {
    return where(session -> VirtualUser.of(session).isReturning(), speak().exec(speak()));
  }

  /** Another speaks once the user is back: that must arrive, and all that is kept for it. */
  ChainBuilder onceBack() {
    return where(
        session ->
            VirtualUser.of(session).isReturning()
                && VirtualUser.of(session).returnAttempt().isWelcomed()
                && SocketState.isOpen(session, SOCKET),
        exec(this::noteToldLoss).exec(speak()).exec(listen()).exec(OthersSteps::giveUp));
  }

  private ChainBuilder where(Predicate<Session> holds, ChainBuilder then) {
    return endpoint.isEmpty()
        ? exec(session -> session)
        : exec(doIf((Session session) -> holds.test(session)).then(then));
  }

  private Session noteToldLoss(Session session) {
    boolean told =
        runContext.dialect().deliveries().filter(DeliveryClaims::toldByGreeting).isPresent();
    if (told && !VirtualUser.of(session).returnAttempt().isResumed()) {
      VirtualUser.of(session).note("told that the session was not resumed");
      runContext.recorder().event(RunEvent.TOLD_LOSS);
    }
    return session;
  }

  private ChainBuilder speak() {
    HttpEndpoint how = endpoint.orElseGet(() -> new HttpEndpoint("POST", List.of(), false));
    HttpRequestActionBuilder request =
        http("another speaks")
            .httpRequest(
                how.method(), session -> runContext.target().http(call(session).path()).toString())
            .requestTimeout(runContext.plan().patience().answer())
            .check(status().saveAs(STATUS));
    for (String name : how.headers()) {
      request = request.header(name, session -> call(session).headers().getOrDefault(name, ""));
    }
    if (how.hasBody()) {
      request = request.body(StringBody(session -> call(session).body()));
    }
    return exec(session ->
            session.remove(STATUS).set(CALL, VirtualUser.of(session).speech().others().speak()))
        .exec(request)
        .exec(OthersSteps::answered);
  }

  private static Session answered(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int status = session.contains(STATUS) ? session.getInt(STATUS) : 0;
    if (status >= SUCCESS && status < BEYOND_SUCCESS) {
      user.speech().others().accepted();
    } else {
      user.speech().others().refused(status == 0 ? "no answer" : "status " + status);
    }
    return session.remove(CALL).remove(STATUS).markAsSucceeded();
  }

  /** Takes in what comes until all is heard that must be, or patience ends. */
  private ChainBuilder listen() {
    long patience = runContext.plan().patience().answer().toNanos();
    return exec(session -> session.set(GIVE_UP, System.nanoTime() + patience))
        .exec(Frames.drainIfOpen())
        .exec(asLongAs(OthersSteps::mustListen).on(pause(LOOK_AGAIN).exec(Frames.drainIfOpen())));
  }

  private static boolean mustListen(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && !isHeard(session)
        && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }

  private static boolean isHeard(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return user.speech().others().isHeard(!user.isReturning() || user.returnAttempt().isResumed());
  }

  /** What was said last is missed if it did not come, and the connection still stands. */
  private static Session giveUp(Session session) {
    if (SocketState.isOpen(session, SOCKET)) {
      VirtualUser.of(session).speech().others().giveUp();
    }
    return session;
  }

  private static HttpCall call(Session session) {
    return Objects.requireNonNull(session.<HttpCall>get(CALL));
  }
}
