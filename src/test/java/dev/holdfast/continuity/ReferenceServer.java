package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A small model of a server that does everything right: what it says is what the protocol says. */
public final class ReferenceServer {

  private static final List<String> STEPS =
      List.of("intake", "usage_review", "cost_review", "analysis", "recommendations");

  private final Deque<Message> waiting = new ArrayDeque<>();
  private Snapshot now = Snapshot.FRESH;
  private int turns;

  public Snapshot now() {
    return now;
  }

  void restart(Snapshot other) {
    now = other;
  }

  boolean working() {
    return !waiting.isEmpty();
  }

  int waitingTurns() {
    return waiting.size();
  }

  /** Commits a user message, once; the ack. */
  ServerEvent.Acked receive(String id, String content, Memory memory, boolean reply) {
    for (Message known : now.history()) {
      if (known.id().equals(id)) {
        return new ServerEvent.Acked(id, known.seq(), now.version());
      }
    }
    Message message = new Message(nextSeq(), id, Role.USER, content, null);
    now = now.adding(message).withMemory(now.memory().with(memory)).withVersion(now.version() + 1);
    if (reply) {
      waiting.add(message);
    }
    return new ServerEvent.Acked(id, message.seq(), now.version());
  }

  /** The text that the oldest waiting turn will be answered with. */
  String comingAnswer() {
    Message question = waiting.element();
    return "Step " + (turns + 1) + ": you said «" + question.content() + "».";
  }

  /** The chunks that are pushed of the coming answer. */
  List<ServerEvent> chunks(int pieces) {
    String answer = comingAnswer();
    String turn = waiting.element().id();
    List<ServerEvent> chunks = new ArrayList<>();
    int size = answer.length() / pieces + 1;
    for (int at = 0; at < answer.length(); at += size) {
      chunks.add(
          new ServerEvent.Chunk(
              turn, at / size, answer.substring(at, Math.min(answer.length(), at + size))));
    }
    return chunks;
  }

  /** Finishes the oldest waiting turn; what is pushed of it besides its chunks. */
  List<ServerEvent> finishTurn() {
    String content = comingAnswer();
    Message question = waiting.remove();
    turns++;
    String tool = turns % 2 == 1 ? "usage_analyzer" : "cost_calculator";
    ToolCall call = new ToolCall("t-" + question.id(), question.id(), tool, "result " + turns);
    Message answer =
        new Message(nextSeq(), "a-" + question.id(), Role.AGENT, content, question.id());
    int step = turns % 5 + 1;
    Memory memory = now.memory().with(new Memory(Map.of(), Map.of("last_turn", question.id())));
    now =
        now.adding(answer)
            .withMemory(memory)
            .withWorkflow(new Workflow(step, 5, STEPS.subList(step, 5)))
            .withCalls(
                calls -> {
                  calls.add(call);
                  return calls;
                })
            .withVersion(now.version() + 1);
    return List.of(
        new ServerEvent.ToolCalled(call, now.version()),
        new ServerEvent.Answered(
            question.id(), answer, now.version(), now.memory(), now.workflow()));
  }

  private long nextSeq() {
    return now.history().isEmpty() ? 1 : now.history().get(now.history().size() - 1).seq() + 1;
  }
}
