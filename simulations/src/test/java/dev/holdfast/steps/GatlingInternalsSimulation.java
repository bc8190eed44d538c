package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.steps.connection.HttpRequests;
import dev.holdfast.steps.connection.RefusedHandshakes;
import dev.holdfast.steps.connection.SourceAddress;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.SocketState;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One user who connects from two addresses, is left by the server, and is refused; it writes down
 * what {@link SocketState} and {@link RefusedHandshakes} say each time. For the test of what this
 * package takes from inside Gatling.
 */
public final class GatlingInternalsSimulation extends Simulation {

  /** A server that says welcome and ends the connection with the first frame that it is sent. */
  public static final String SERVER = "internals.server";

  /** Where nobody listens. */
  public static final String NOBODY = "internals.nobody";

  /** A server that refuses every upgrade with 429 and Retry-After. */
  public static final String BUSY = "internals.busy";

  /** A server of HTTP that ends each connection with the second request on it, unanswered. */
  public static final String SILENT = "internals.silent";

  /** The file that the facts are written to, one a line. */
  public static final String FACTS = "internals.facts";

  private static final String REPEATED_TO = System.getProperty(SILENT, "");
  private static final String SOCKET = "socket";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Path facts = Path.of(System.getProperty(FACTS));

  /** Built by Gatling. */
  public GatlingInternalsSimulation() {
    RefusedHandshakes.listen();
    ChainBuilder metadata =
        exec(session -> SourceAddress.bind(session, "127.0.0.7"))
            .exec(connect(SERVER))
            .exec(fact("connected", session -> SocketState.isOpen(session, SOCKET)))
            .exec(ws("close", SOCKET).close())
            .exec(fact("closed", session -> SocketState.isOpen(session, SOCKET)))
            .exec(session -> SourceAddress.bind(session, "127.0.0.9"))
            .exec(connect(SERVER))
            .exec(
                ws("last words", SOCKET)
                    .sendText("go")
                    .await(PATIENCE)
                    .on(ws.checkTextMessage("never answered")))
            .exec(fact("left", session -> SocketState.isOpen(session, SOCKET)))
            .exec(session -> session.remove(SOCKET).markAsSucceeded())
            .exec(connect(SERVER))
            .exec(fact("long-length", session -> SocketState.isOpen(session, SOCKET)))
            .exec(session -> session.remove(SOCKET).markAsSucceeded())
            .exec(http("first").post(REPEATED_TO).body(StringBody("first")))
            .exec(http("text").post(REPEATED_TO).body(StringBody("text")))
            .exec(http("second").post(REPEATED_TO).body(StringBody("second")))
            .exec(HttpRequests.once(http("once").post(REPEATED_TO), session -> "once"))
            .exec(Session::markAsSucceeded)
            .exec(connect(NOBODY))
            .exec(fact("refused", session -> SocketState.isOpen(session, SOCKET)))
            .exec(fact("why", session -> SocketState.failure(session, SOCKET).orElse("")))
            .exec(session -> session.remove(SOCKET).markAsSucceeded())
            .exec(connect(BUSY))
            .exec(fact("busy", GatlingInternalsSimulation::refusal))
            .exec(fact("busy-again", GatlingInternalsSimulation::refusal));
    setUp(scenario("internals").exec(metadata).injectOpen(atOnceUsers(1)))
        .protocols(SourceAddress.movable(http.disableWarmUp(), List.of("127.0.0.7")));
  }

  private static ChainBuilder connect(String url) {
    return exec(
        ws("connect to " + url, SOCKET)
            .connect(System.getProperty(url))
            .await(PATIENCE)
            .on(ws.checkTextMessage("welcome")));
  }

  private static Object refusal(Session session) {
    return RefusedHandshakes.take(SocketState.failure(session, SOCKET).orElse(""))
        .map(RefusedHandshake::told)
        .orElse("nothing");
  }

  private ChainBuilder fact(String name, Function<Session, Object> value) {
    return exec(
        session -> {
          try {
            Files.writeString(
                facts,
                name + "=" + value.apply(session) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
            return session;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
