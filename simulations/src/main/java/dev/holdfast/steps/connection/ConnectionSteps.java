package dev.holdfast.steps.connection;

import static dev.holdfast.user.SocketState.OLD_SOCKET;
import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.dialect.Opening;
import dev.holdfast.faults.ProxySettings;
import dev.holdfast.http.OpeningUrl;
import dev.holdfast.objectives.SilentCause;
import dev.holdfast.user.Establishment;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.WsConnectActionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Opening and losing connections. */
public final class ConnectionSteps {

  private static final String ARRIVAL = "arrival";
  private static final String OPENING = "opening";

  private final RunContext runContext;
  private final Frames frames;
  private final KeepAlive keepAlive;
  private final Negotiation negotiation;

  /** Steps of users of that run. */
  public ConnectionSteps(RunContext runContext) {
    this.runContext = runContext;
    this.frames = Frames.of(runContext);
    this.keepAlive = new KeepAlive(runContext);
    this.negotiation = new Negotiation(runContext);
    RefusedHandshakes.listen();
  }

  /**
   * The first connection of a session. One that a busy server refuses for now is asked for again as
   * the server wishes; any other failure is the end of it.
   */
  public ChainBuilder connect() {
    return connect(Arrival::isBusy);
  }

  /** The same where the server may be crowded: asks again until patience ends. */
  public ChainBuilder connectWithPatience() {
    return connect(arrival -> true);
  }

  private ChainBuilder connect(Predicate<Arrival> again) {
    ChainBuilder attempt =
        exec(session -> {
              VirtualUser user = VirtualUser.of(session);
              arrival(session).begin(System.nanoTime());
              user.awaited().until(() -> Arrival.isGreeted(user));
              user.note("→ first connect from " + user.place().name());
              return session;
            })
            .exec(opening("connect", SOCKET, this::target, VirtualUser::token, "connected"))
            .exec(this::noteArrival)
            .exec(dropIfFailed());
    return exec(session ->
            session.set(ARRIVAL, new Arrival(runContext.plan().resilience(), System.nanoTime())))
        .exec(attempt)
        .exec(
            asLongAs((Session session) -> mustAskAgain(session, again))
                .on(
                    pause(session -> arrival(session).pause(VirtualUser.of(session).random()))
                        .exec(session -> session.remove(SOCKET))
                        .exec(attempt)))
        .exec(
            doIf((Session session) -> !Arrival.isGreeted(VirtualUser.of(session)))
                .then(exec(ConnectionSteps::neverArrived).exec(close()).exec(dropIfFailed())))
        .exec(session -> session.remove(ARRIVAL));
  }

  /**
   * Comes back to the target with the session's token; done when greeted and told what was kept.
   */
  public ChainBuilder reconnect() {
    return attempt("reconnect", "welcomed back", this::target, VirtualUser::token);
  }

  /**
   * One attempt to come back.
   *
   * @param request its name in Gatling's report
   * @param check the name of the awaited welcome there
   * @param url where to
   * @param token with which right
   */
  public ChainBuilder attempt(
      String request,
      String check,
      Function<Session, String> url,
      Function<VirtualUser, String> token) {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.beginAttempt();
          user.awaited().until(() -> user.returnAttempt().isWelcomed());
          return SourceAddress.bind(session, user);
        })
        .exec(opening(request, SOCKET, url, token, check))
        .exec(negotiation.anew(opening(request, SOCKET, url, token, check)))
        .exec(this::noteFailure)
        .exec(dropIfFailed());
  }

  /** The name in Gatling's report of the greeting that is awaited on that connection. */
  public static String greeting(String request) {
    return request + " greeted";
  }

  /** The name there of what a client says first on that connection, if it has the first word. */
  public static String introduction(String request) {
    return request + ": introduction";
  }

  /** Whether there is a connection that is neither closed nor lost. */
  public static boolean isConnected(Session session) {
    return SocketState.isOpen(session, SOCKET);
  }

  /** The client closes its connection, and waits for the server to agree. */
  public ChainBuilder close() {
    return close("close");
  }

  /**
   * The same under another name.
   *
   * @param request its name in Gatling's report
   */
  public ChainBuilder close(String request) {
    return doIfOrElse((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(
            Frames.drain()
                .exec(ws(request, SOCKET).close(runContext.dialect().closeCode(), "goodbye")))
        .orElse(exec(session -> session.remove(SOCKET)));
  }

  /** Keeps the connection of a return that has begun, and makes room for another beside it. */
  public ChainBuilder keepAsOld() {
    return exec(
        session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().leaves(user.dialect().leftBehind());
          return session.set(OLD_SOCKET, session.get(SOCKET)).remove(SOCKET);
        });
  }

  private static boolean mustAskAgain(Session session, Predicate<Arrival> again) {
    Arrival arrival = arrival(session);
    return !SocketState.isOpen(session, SOCKET)
        && again.test(arrival)
        && arrival.hasTime(System.nanoTime());
  }

  private static Arrival arrival(Session session) {
    return Objects.requireNonNull(session.<Arrival>get(ARRIVAL));
  }

  private Session noteArrival(Session session) {
    VirtualUser user = VirtualUser.of(session);
    Arrival arrival = arrival(session);
    String failure = SocketState.failure(session, SOCKET).orElse("");
    Optional<RefusedHandshake> refused = RefusedHandshakes.take(failure);
    if (SocketState.isOpen(session, SOCKET) && Arrival.isGreeted(user)) {
      arrival.greeted(user);
    } else if (refused.isPresent()) {
      arrival.refused(refused.get());
    } else {
      arrival.failed(told(failure));
    }
    return session;
  }

  private static Session neverArrived(Session session) {
    VirtualUser user = VirtualUser.of(session);
    Establishment establishment = user.reconnectPlan().establishment();
    String cause =
        "first connection: "
            + arrival(session).failure()
            + (establishment.heardUnreadable() ? SilentCause.UNREADABLE : "");
    user.note("✗ " + cause);
    establishment.fail(cause);
    return session;
  }

  /** Why an attempt failed that no answer refused. */
  private String told(String failure) {
    return isSilence(failure)
        ? SilentCause.NO_GREETING.words()
            + " "
            + runContext.plan().patience().connect().toMillis()
            + " ms"
        : failure;
  }

  private static boolean isSilence(String failure) {
    return failure.isEmpty() || failure.contains("timeout");
  }

  public String target(Session session) {
    return runContext.network().url(VirtualUser.of(session).name());
  }

  private ChainBuilder opening(
      String request,
      String socket,
      Function<Session, String> url,
      Function<VirtualUser, String> token,
      String check) {
    Duration patience = runContext.plan().patience().connect();
    WsConnectActionBuilder connect = handshake(request, socket, url);
    ChainBuilder carrying =
        exec(session -> withCookies(session, url.apply(session)))
            .exec(negotiation.before(token))
            .exec(session -> session.set(OPENING, opening(session, token)));
    ChainBuilder opened =
        switch (runContext.dialect().firstFrame()) {
          case SERVER ->
              carrying
                  .exec(connect.await(patience).on(frames.arrival(check)))
                  .exec(this::noteExhaustion);
          case CLIENT ->
              carrying.exec(connect).exec(this::noteExhaustion).exec(introduction(request, check));
          case NONE ->
              carrying
                  .exec(connect)
                  .exec(this::noteExhaustion)
                  .exec(
                      doIf((Session session) -> SocketState.isOpen(session, SOCKET))
                          .then(exec(ConnectionSteps::letIn)));
        };
    return opened.exec(keepAlive::begin);
  }

  private WsConnectActionBuilder handshake(
      String request, String socket, Function<Session, String> url) {
    List<String> wished = runContext.plan().reach().subprotocols();
    List<String> offered = wished.isEmpty() ? runContext.dialect().subprotocols() : wished;
    WsConnectActionBuilder connect =
        ws(request, socket)
            .connect(
                session ->
                    OpeningUrl.of(URI.create(url.apply(session)), opening(session).path())
                        .toString());
    connect =
        (offered.isEmpty() ? connect : connect.subprotocol(String.join(",", offered)))
            .headers(runContext.plan().reach().headers())
            .header("Host", session -> host(url.apply(session)))
            .header(ProxySettings.USER_HEADER, session -> VirtualUser.of(session).name())
            .header("X-Forwarded-For", session -> VirtualUser.of(session).place().ip())
            .header("X-Real-IP", session -> VirtualUser.of(session).place().ip())
            .header("X-Geolocation", session -> VirtualUser.of(session).place().location())
            .header("User-Agent", session -> VirtualUser.of(session).place().device());
    for (String name : runContext.dialect().openingHeaders()) {
      connect = connect.header(name, session -> opening(session).headers().getOrDefault(name, ""));
    }
    return connect;
  }

  /** Asked for once a handshake: a ticket may be good for one. */
  private Opening opening(Session session, Function<VirtualUser, String> token) {
    VirtualUser user = VirtualUser.of(session);
    Opening opening = user.dialect().opening(token.apply(user));
    if (!runContext.dialect().openingHeaders().containsAll(opening.headers().keySet())) {
      throw new IllegalStateException(
          "a dialect must name all headers of its handshakes, got: " + opening);
    }
    return opening;
  }

  private static Opening opening(Session session) {
    return Objects.requireNonNull(session.<Opening>get(OPENING));
  }

  /** The client has the first word; who is not greeted gives the connection up. */
  private ChainBuilder introduction(String request, String check) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(
            Frames.drain()
                .exec(
                    frames.ask(
                        introduction(request),
                        user -> user.dialect().opened().replies().get(0),
                        runContext.plan().patience().connect(),
                        frames.arrival(check)))
                .exec(
                    // A connection that is gone says why, and is looked at later.
                    doIf((Session session) ->
                            session.isFailed() && SocketState.isOpen(session, SOCKET))
                        .then(close())));
  }

  private static Session letIn(Session session) {
    VirtualUser user = VirtualUser.of(session);
    user.take(user.dialect().opened(), 0, session);
    return session;
  }

  /** A failure of this machine is no failure of the target: then the run can say nothing. */
  private Session noteExhaustion(Session session) {
    if (session.isFailed()) {
      SocketState.failure(session, SOCKET)
          .flatMap(Exhaustion::of)
          .ifPresent(runContext.recorder()::abort);
    }
    return session;
  }

  private Session withCookies(Session session, String url) {
    URI to = URI.create(url);
    return runContext.network().leadsTo(to)
        ? Cookies.carried(session, runContext.target().socket(), to)
        : session;
  }

  /** The target's own name where the way to it leads through a proxy; else that of the URL. */
  private String host(String url) {
    URI socket = URI.create(url);
    return runContext.network().leadsTo(socket)
        ? runContext.network().host()
        : socket.getRawAuthority();
  }

  private Session noteFailure(Session session) {
    VirtualUser user = VirtualUser.of(session);
    if (user.returnAttempt().isWelcomed()) {
      return session;
    }
    String failure = SocketState.failure(session, SOCKET).orElse("");
    Optional<RefusedHandshake> refused = RefusedHandshakes.take(failure);
    if (refused.isPresent()) {
      user.attemptFailed(Admission.refused(refused.get().told()));
      user.returnAttempt().answeredBy(refused.get());
    } else if (isSilence(failure)) {
      user.attemptFailed(Admission.noAnswer(told(failure)));
    } else {
      user.attemptFailed(Admission.refused(failure));
    }
    return session;
  }

  /** A socket that failed must leave Gatling's session, or the next one cannot take its name. */
  private static ChainBuilder dropIfFailed() {
    return exec(
        session -> {
          boolean failed = session.isFailed() && !SocketState.isOpen(session, SOCKET);
          return failed ? session.remove(SOCKET).markAsSucceeded() : session.markAsSucceeded();
        });
  }
}
