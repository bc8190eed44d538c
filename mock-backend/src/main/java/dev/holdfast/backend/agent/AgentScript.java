package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.SpeakerRole;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import dev.holdfast.backend.context.WorkflowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the agent says and does in each turn: pure, so that every run of a session is the same. */
public final class AgentScript {
  private static final List<String> STEPS =
      List.of("intake", "usage_review", "cost_review", "analysis", "recommendations");
  private static final int CHUNK_CHARS = 48;

  /** Of 8 KiB each for an answer of two mebibytes. */
  private static final int MOST_CHUNKS = 256;

  /** The script. */
  public AgentScript() {}

  /**
   * The answer to a user message.
   *
   * @param turn the number of the turn in its session, from 1
   * @param content the user's text, which the answer quotes
   */
  public String answer(long turn, String content) {
    return "Turn "
        + turn
        + ", step "
        + STEPS.get(step(turn) - 1)
        + ". You wrote: \""
        + content
        + "\". "
        + tool(turn)
        + " reports: "
        + result(turn);
  }

  /**
   * The answer in the pieces in which it is streamed, at most 256; joined they are the answer. The
   * same answer always has the same pieces, so that a stream can be taken up at any.
   */
  public List<String> chunks(String answer) {
    int size = Math.max(CHUNK_CHARS, (answer.length() + MOST_CHUNKS - 1) / MOST_CHUNKS);
    List<String> chunks = new ArrayList<>(answer.length() / size + 1);
    int from = 0;
    while (from < answer.length()) {
      int to = Math.min(from + size, answer.length());
      // Half a surrogate pair is no text: it could not be sent as UTF-8.
      if (to < answer.length() && Character.isHighSurrogate(answer.charAt(to - 1))) {
        to++;
      }
      chunks.add(answer.substring(from, to));
      from = to;
    }
    return List.copyOf(chunks);
  }

  /**
   * The context after a turn: the answer, the tool call, the memory and the workflow, one version
   * on.
   *
   * @param context the context as it is when the turn ends
   * @param userMessageId the id of the message that the turn answers
   * @param answer the whole answer
   */
  public AgentContext finish(
      AgentContext context, String userMessageId, String answer, Instant now) {
    long turn = context.turns() + 1;
    String stem = userMessageId + "-";
    StoredMessage message =
        new StoredMessage(
            context.lastSeq() + 1,
            stem + "answer",
            SpeakerRole.AGENT,
            answer,
            now,
            userMessageId,
            false,
            1);
    ToolInvocation call =
        new ToolInvocation(stem + "tool", userMessageId, tool(turn), result(turn), now);
    AgentMemory remembered =
        new AgentMemory(Map.of(), Map.of("last_turn", ScalarValue.text(userMessageId)));
    return context.withTurn(message, call, remembered, workflowAfter(turn));
  }

  /** Where the workflow stands after a turn. */
  public WorkflowState workflowAfter(long turn) {
    int step = step(turn);
    return new WorkflowState(step, STEPS.size(), STEPS.subList(step, STEPS.size()));
  }

  private static int step(long turn) {
    return (int) (turn % STEPS.size()) + 1;
  }

  private static String tool(long turn) {
    return turn % 2 == 1 ? "usage_analyzer" : "cost_calculator";
  }

  private static String result(long turn) {
    return turn % 2 == 1 ? 1000 + 7 * turn + " requests a day" : 40 + 3 * turn + " USD a month";
  }
}
