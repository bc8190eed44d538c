package dev.holdfast.backend.session;

import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.protocol.ClientFrame;
import dev.holdfast.backend.protocol.TurnFrames;
import dev.holdfast.backend.session.outbound.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a client the rest of an answer whose stream was cut: from the agent while the turn is in
 * hand, else from the stored answer, whose pieces are always the same. So nothing has to be kept
 * for those who may come back.
 */
record Resumption(ScriptedAgent agent, Traffic traffic) {

  /**
   * Sends what the client asks for, now or as it comes.
   *
   * @param shown reads the context that the connection is shown
   * @return false if the session has no such turn
   */
  boolean answer(
      Connection connection, ClientFrame.ResumeTurn asked, Supplier<AgentContext> shown) {
    String turn = asked.turn();
    int next = connection.behaviour().resumesAt(turn, asked.next());
    TurnRelay relay = new TurnRelay(connection, asked.id(), traffic);
    String sessionId = connection.claims().sessionId();
    if (agent.hear(sessionId, connection.incarnation(), turn, next, relay)) {
      return true;
    }
    // Only now: a turn that has ended meanwhile is in the context that is read after.
    AgentContext context = shown.get();
    Optional<StoredMessage> answer = context.answerTo(turn);
    if (answer.isPresent()) {
      replay(answer.get(), next, relay, context);
      return true;
    }
    Optional<StoredMessage> unanswered =
        context.unanswered().stream().filter(message -> message.id().equals(turn)).findFirst();
    unanswered.ifPresent(
        message -> agent.answer(sessionId, connection.incarnation(), message, relay, next));
    return unanswered.isPresent();
  }

  private void replay(StoredMessage answer, int next, TurnRelay relay, AgentContext context) {
    String turn = String.valueOf(answer.inReplyTo());
    List<String> pieces = agent.pieces(answer);
    for (int number = next; number < pieces.size(); number++) {
      relay.chunk(turn, number, pieces.get(number), number == pieces.size() - 1);
    }
    Connection connection = relay.connection();
    context
        .toolCallOf(turn)
        .ifPresent(
            call ->
                connection.send(relay.id(), new TurnFrames.ToolCalled(call, context.version())));
    connection.send(relay.id(), new TurnFrames.AgentResponse(turn, answer, context));
  }
}
