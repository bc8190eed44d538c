package dev.holdfast.steps;

import static dev.holdfast.steps.Frames.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What a virtual user says, and waits to be answered. */
public final class ConversationSteps {

  private final Bench bench;

  /** Steps of users on that bench. */
  public ConversationSteps(Bench bench) {
    this.bench = bench;
  }

  /**
   * The established conversation that every story begins with: five messages, memory, workflow, two
   * tool calls.
   */
  public ChainBuilder establishConversation() {
    ChainBuilder chain = exec(session -> session);
    for (Topic topic : Topic.ESTABLISHED) {
      chain = chain.exec(say(topic.reply() ? "turn" : "note", user -> user.say(topic)));
    }
    return chain;
  }

  /** One turn: a message, its acknowledgement, the agent's streamed answer. */
  public ChainBuilder converse() {
    return further(Topic::further);
  }

  /** One turn that changes the agent's memory. */
  public ChainBuilder converseRemembering() {
    return further(Topic::remembering);
  }

  /** A message that is sent and not waited for: whether it arrives is indeterminate. */
  ChainBuilder sayWithoutWaiting() {
    return whileOpen(
        Frames.drain()
            .exec(
                ws("turn cut short", SOCKET)
                    .sendText(
                        session -> {
                          VirtualUser user = VirtualUser.of(session);
                          return user.say(Topic.further(user.said()));
                        })));
  }

  /**
   * A message whose acknowledgement is waited for, and whose answer is not: the turn is in
   * progress.
   */
  ChainBuilder sayUntilAcked() {
    return say(
        "message",
        user -> {
          String frame = user.say(Topic.further(user.said()));
          user.awaitAck();
          return frame;
        });
  }

  private ChainBuilder further(IntFunction<Topic> topic) {
    return say("turn", user -> user.say(topic.apply(user.said())));
  }

  private ChainBuilder say(String name, Function<VirtualUser, String> frame) {
    return whileOpen(
        Frames.drain()
            .exec(
                ws(name, SOCKET)
                    .sendText(session -> frame.apply(VirtualUser.of(session)))
                    .await(bench.plan().patience().answer())
                    .on(Frames.arrival(name + " answered")))
            .exec(Session::markAsSucceeded));
  }

  private static ChainBuilder whileOpen(ChainBuilder chain) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET)).then(chain);
  }
}
