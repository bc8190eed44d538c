package dev.holdfast.steps.connection;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.HttpEndpoint;
import dev.holdfast.dialect.Payload;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;

/** Asks for the conversation history, on the connection or over HTTP, as the dialect has it. */
public final class HistorySteps {

  private final RunContext runContext;
  private final Frames frames;
  private final Optional<HistoryByHttp> overHttp;

  public HistorySteps(RunContext runContext) {
    this.runContext = runContext;
    this.frames = Frames.of(runContext);
    Optional<HttpEndpoint> endpoint = runContext.dialect().historyByHttp();
    this.overHttp = endpoint.map(each -> new HistoryByHttp(runContext, each));
  }

  /** Waits until a history is there. */
  public ChainBuilder look(String name, String check) {
    return exec(session -> {
          VirtualUser.of(session).awaited().forHistory();
          return session;
        })
        .exec(
            overHttp
                .map(HistoryByHttp::fetch)
                .orElseGet(
                    () ->
                        Frames.drain()
                            .exec(
                                frames.ask(
                                    name,
                                    Fetches::history,
                                    runContext.plan().patience().answer(),
                                    frames.arrival(check)))));
  }

  /** Whether the history comes over HTTP. */
  public boolean isOverHttp() {
    return overHttp.isPresent();
  }

  /**
   * Fetches the history of a return over HTTP. That proves nothing of the new connection: so it
   * must still stand then, and answer a ping where the server answers any.
   */
  public ChainBuilder fetchOfReturn() {
    return overHttp.orElseThrow().fetch().exec(signOfLife()).exec(HistorySteps::mustStand);
  }

  /** A frame that makes any server say something. */
  public Payload anything(VirtualUser user) {
    if (!isOverHttp() && runContext.dialect().states(Capability.HISTORY)) {
      return Fetches.history(user);
    }
    if (runContext.dialect().states(Capability.PING)) {
      return user.dialect().ping();
    }
    return runContext.dialect().messagesByHttp().isPresent()
        ? frames.anything()
        : user.dialect().say(user.speech().say(user.talk().further(user.speech().said())));
  }

  private ChainBuilder signOfLife() {
    if (!runContext.dialect().states(Capability.PING)) {
      return exec(Frames.drainIfOpen());
    }
    Duration patience = runContext.plan().patience().answer();
    return doIf((Session session) -> SocketState.isOpen(session, SocketState.SOCKET))
        .then(
            exec(session -> {
                  VirtualUser.of(session).awaited().forReply();
                  return session;
                })
                .exec(Frames.drain())
                .exec(
                    frames.ask(
                        "ask for a sign of life",
                        user -> user.dialect().ping(),
                        patience,
                        frames.arrival("sign of life")))
                .exec(HistorySteps::mustAnswer));
  }

  private static Session mustAnswer(Session session) {
    if (VirtualUser.of(session).awaited().reply().isEmpty()) {
      VirtualUser.of(session)
          .returnAttempt()
          .connectionIsDead("the new connection does not answer");
    }
    return session.markAsSucceeded();
  }

  private static Session mustStand(Session session) {
    if (!SocketState.isOpen(session, SocketState.SOCKET)) {
      VirtualUser.of(session).returnAttempt().connectionIsDead("the new connection did not last");
    }
    return session;
  }
}
