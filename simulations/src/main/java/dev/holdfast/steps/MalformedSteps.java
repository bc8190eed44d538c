package dev.holdfast.steps;

import static dev.holdfast.steps.Frames.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.continuity.ServerEvent;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Payloads that no honest client sends: each must be refused by an error, and the connection and
 * all that is owed must stay.
 */
public final class MalformedSteps {

  /** Nine ways to break JSON. */
  private static final List<String> BROKEN =
      List.of(
          "{\"type\": \"ping\", \"id\": \"1\", \"payl",
          "{\"type\": \"ping\", \"id\": \"1\"",
          "{\"type\": \"ping\", \"id\": \"1\"} and more",
          "{\"type\": \"ping\", \"id\": \"1\",}",
          "{type: \"ping\", \"id\": \"1\"}",
          "{\"type\": , \"id\": \"1\"}",
          "{\"type\": undefined, \"id\": \"1\"}",
          "{\"type\": \"ping\", \"payload\": [1, 2",
          "{\"type\": nul, \"id\": \"1\"}");

  private static final List<Integer> DEPTHS = List.of(101, 500, 1_000);

  /** Above what the backend takes, and below what ends the connection. */
  private static final int OVERSIZE = 5 * 256 * 1024;

  /** Above what any connection survives. */
  private static final int MONSTROUS = 21 * 256 * 1024;

  private static final int BOMBS = 20;
  private static final Duration BOMB_EVERY = Duration.ofMillis(10);
  private static final String BEGAN = "bombardment-began";
  private static final long NANOS_A_MILLI = 1_000_000;

  private final RunContext runContext;
  private final ServiceChecks checks;
  private final AtomicLong longestBombardment = new AtomicLong(-1);

  /** Steps of users of that run, counting what was and was not refused. */
  public MalformedSteps(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
  }

  /** Every kind of broken payload once. */
  public ChainBuilder everyKind() {
    ChainBuilder chain = exec(session -> session);
    for (String broken : BROKEN) {
      chain = chain.exec(refused("broken json", broken));
    }
    for (int depth : DEPTHS) {
      chain = chain.exec(refused("deep nesting", nested(depth)));
    }
    return chain.exec(refused("oversize", "\"" + "x".repeat(OVERSIZE) + "\""));
  }

  /** Twenty broken payloads, 10 ms apart. */
  public ChainBuilder bombard() {
    ChainBuilder chain = exec(session -> session.set(BEGAN, System.nanoTime()));
    for (int i = 0; i < BOMBS; i++) {
      chain = chain.exec(refused("bomb", BROKEN.get(i % BROKEN.size())));
    }
    return chain.exec(
        session -> {
          long took = System.nanoTime() - session.getLong(BEGAN);
          longestBombardment.accumulateAndGet(took / NANOS_A_MILLI, Math::max);
          return session;
        });
  }

  /** A frame so large that the server closes the connection. */
  public ChainBuilder sendMonster() {
    String monster = "\"" + "x".repeat(MONSTROUS) + "\"";
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(Frames.drain().exec(ws("monster", SOCKET).sendText(monster)));
  }

  /** The longest bombardment in milliseconds; below 0 where there was none. */
  public long longestBombardmentMillis() {
    return longestBombardment.get();
  }

  private ChainBuilder refused(String name, String payload) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(
            exec(session -> {
                  VirtualUser.of(session).awaitReply();
                  return session;
                })
                .exec(Frames.drain())
                .exec(
                    ws(name, SOCKET)
                        .sendText(session -> payload)
                        .await(runContext.plan().patience().answer())
                        .on(Frames.arrival(name + " refused")))
                .exec(this::check))
        .exec(pause(BOMB_EVERY));
  }

  private Session check(Session session) {
    VirtualUser user = VirtualUser.of(session);
    boolean right =
        user.reply().filter(ServerEvent.Refused.class::isInstance).isPresent()
            && SocketState.isOpen(session, SOCKET);
    if (!right) {
      user.note("✗ a broken payload was not refused: " + user.reply());
    }
    checks.answered(right);
    return session.markAsSucceeded();
  }

  private static String nested(int depth) {
    return "{\"type\": \"ping\", \"payload\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
  }
}
