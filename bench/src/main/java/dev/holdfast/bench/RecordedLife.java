package dev.holdfast.bench;

import dev.holdfast.backend.agent.AgentScript;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.GapLength;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.FrameEncoder;
import dev.holdfast.backend.protocol.Greetings;
import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.protocol.TurnFrames;
import dev.holdfast.dialect.Payload;
import dev.holdfast.talk.Talk;
import dev.holdfast.talk.Topic;
import dev.holdfast.talk.Variety;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the mock backend says to one user of the gate's scenario {@code history}: the established
 * conversation, then a return and a turn, again and again.
 */
final class RecordedLife {

  static final String SESSION = "s-1";
  static final int RETURNS = 8;

  private static final int USER = 7;
  private static final long SEED = 20250819;

  private final Talk talk = new Talk(USER, SEED, Variety.WORDED, Integer.MAX_VALUE);
  private final AgentScript script = new AgentScript();
  private final FrameEncoder encoder = new FrameEncoder();
  private final List<Step> steps = new ArrayList<>();
  private AgentContext context =
      AgentContext.clean(SESSION, "u-1", 1, Instant.parse("2026-11-22T00:00:00.123456Z"));
  private int said;

  /**
   * What happens at once.
   *
   * @param messageId of the message that the user says; empty at a return
   * @param frames that the backend answers
   */
  record Step(String messageId, Topic topic, List<Payload> frames) {

    boolean isReturn() {
      return messageId.isEmpty();
    }
  }

  /**
   * A life.
   *
   * @param notes that its user leaves before the first return, beside the conversation
   */
  RecordedLife(int notes) {
    for (int number = 0; number < Talk.ESTABLISHED; number++) {
      turn(talk.established(number));
    }
    for (int number = 0; number < notes; number++) {
      turn(talk.note(said));
    }
    for (int number = 0; number < RETURNS; number++) {
      comeBack();
      turn(talk.further(said));
    }
  }

  List<Step> steps() {
    return steps;
  }

  private void turn(Topic topic) {
    said++;
    String id = "m-7-" + said + "-abcdef";
    List<Payload> frames = new ArrayList<>();
    context = context.withUserMessage(id, topic.text(), AgentMemory.EMPTY, topic.reply(), now());
    frames.add(
        frame("f-" + said, new Answers.MessageAck(id, context.lastSeq(), context.version())));
    if (topic.reply()) {
      String answer = script.answer(context.turns() + 1, topic.text());
      List<String> chunks = script.chunks(answer);
      context = script.finish(context, id, answer, now());
      ToolInvocation call = context.toolCalls().get(context.toolCalls().size() - 1);
      frames.add(frame("", new TurnFrames.ToolCalled(call, context.version())));
      for (int at = 0; at < chunks.size(); at++) {
        boolean last = at == chunks.size() - 1;
        frames.add(frame("", new TurnFrames.AgentChunk(id, at, chunks.get(at), last)));
      }
      StoredMessage told = context.history().get(context.history().size() - 1);
      frames.add(frame("", new TurnFrames.AgentResponse(id, told, context)));
    }
    steps.add(new Step(id, topic, frames));
  }

  private void comeBack() {
    List<Payload> frames = new ArrayList<>();
    frames.add(
        frame(
            "",
            new Greetings.ConnectionEstablished(
                SESSION, "c-1", true, true, false, context.version())));
    frames.add(frame("", new Greetings.ContextStatus(true, 1, GapLength.BRIEF, null, false)));
    frames.add(frame("f-" + said, new Answers.ConversationHistory(context, 0)));
    frames.add(frame("f-" + said, new Answers.AgentContextShown(context)));
    frames.add(frame("f-" + said, new Answers.ContextCheckResult(context, true)));
    steps.add(new Step("", Topic.of(""), frames));
  }

  private Instant now() {
    return context.lastActivity().plusNanos(12_345_678);
  }

  private Payload frame(String id, ServerFrame frame) {
    return Payload.of(encoder.encode(id.isEmpty() ? null : id, frame));
  }
}
