package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.MalformedFrames;
import dev.holdfast.dialect.Payload;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
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

  /** Of a dialect that states no errors, so that nobody sends them. */
  private static final MalformedFrames NONE =
      new MalformedFrames(List.of(), Payload.of(""), Payload.of(""));

  private static final int BOMBS = 20;
  private static final Duration BOMB_EVERY = Duration.ofMillis(10);
  private static final String BEGAN = "bombardment-began";
  private static final long NANOS_A_MILLI = 1_000_000;

  private final RunContext runContext;
  private final ServiceChecks checks;
  private final MalformedFrames malformed;
  private final Frames frames;
  private final AtomicLong longestBombardment = new AtomicLong(-1);

  /** Steps of users of that run, counting what was and was not refused. */
  public MalformedSteps(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
    this.malformed = runContext.dialect().malformed().orElse(NONE);
    this.frames = Frames.of(runContext);
  }

  /** Every kind of broken payload once. */
  public ChainBuilder everyKind() {
    ChainBuilder chain = exec(session -> session);
    for (Payload broken : malformed.broken()) {
      chain = chain.exec(refused("broken frame", broken));
    }
    return chain.exec(refused("oversize", malformed.oversized()));
  }

  /** Twenty broken payloads, 10 ms apart. */
  public ChainBuilder bombard() {
    ChainBuilder chain = exec(session -> session.set(BEGAN, System.nanoTime()));
    for (int i = 0; i < BOMBS; i++) {
      chain = chain.exec(refused("bomb", malformed.broken().get(i % malformed.broken().size())));
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
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(Frames.drain().exec(frames.send("monster", user -> malformed.monstrous())));
  }

  /** The longest bombardment in milliseconds; below 0 where there was none. */
  public long longestBombardmentMillis() {
    return longestBombardment.get();
  }

  private ChainBuilder refused(String name, Payload payload) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(
            exec(session -> {
                  VirtualUser.of(session).awaited().forReply();
                  return session;
                })
                .exec(Frames.drain())
                .exec(
                    frames.ask(
                        name,
                        user -> payload,
                        runContext.plan().patience().answer(),
                        frames.arrival(name + " refused")))
                .exec(this::check))
        .exec(pause(BOMB_EVERY));
  }

  private Session check(Session session) {
    VirtualUser user = VirtualUser.of(session);
    boolean right =
        user.awaited().reply().filter(ServerEvent.Refused.class::isInstance).isPresent()
            && SocketState.isOpen(session, SOCKET);
    if (!right) {
      user.note("✗ a broken payload was not refused: " + user.awaited().reply());
    }
    checks.answered(right);
    return session.markAsSucceeded();
  }
}
