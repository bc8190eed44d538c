package dev.holdfast.backend.context;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a session is worth, under one version: history, memory, workflow and tool calls. A value
 * is never changed; each change is a new value, one version higher.
 *
 * @param sessionId the session it belongs to
 * @param userId the user it belongs to
 * @param revision its incarnation and version
 * @param history the messages in order
 * @param memory preferences and variables
 * @param workflow how far the agent's work has come
 * @param toolCalls the executed tool calls in order
 * @param turns how many turns the agent has completed; grows even when messages are given up
 * @param lastSeq the highest place in the history given so far; 0 before the first
 * @param createdAt when this incarnation began
 * @param lastActivity when it was last changed
 */
public record AgentContext(
    String sessionId,
    String userId,
    Revision revision,
    List<StoredMessage> history,
    AgentMemory memory,
    WorkflowState workflow,
    List<ToolInvocation> toolCalls,
    long turns,
    long lastSeq,
    Instant createdAt,
    Instant lastActivity) {

  /** Copies the lists unless they are immutable already. */
  public AgentContext {
    history = List.copyOf(history);
    toolCalls = List.copyOf(toolCalls);
  }

  /** The clean context with which a session begins, or begins again. */
  public static AgentContext clean(String sessionId, String userId, int incarnation, Instant now) {
    return new AgentContext(
        sessionId,
        userId,
        new Revision(incarnation, 0),
        List.of(),
        AgentMemory.EMPTY,
        WorkflowState.FRESH,
        List.of(),
        0,
        0,
        now,
        now);
  }

  /** The version within the incarnation, as clients see it. */
  public long version() {
    return revision.version();
  }

  /** What a medium gap may take its share of: messages, preferences, variables and tool calls. */
  public int items() {
    return history.size() + memory.size() + toolCalls.size();
  }

  /** How many bytes it takes on the heap, estimated from its texts. */
  public long estimatedBytes() {
    return HeapSize.of(history, toolCalls, memory);
  }

  /** Whether there is nothing that could be lost. */
  public boolean isEmpty() {
    return items() == 0;
  }

  /** The user message of that id; searched from the end, where a repeated one mostly is. */
  public Optional<StoredMessage> userMessage(String id) {
    for (int i = history.size() - 1; i >= 0; i--) {
      StoredMessage message = history.get(i);
      if (message.role() == SpeakerRole.USER && message.id().equals(id)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** Whether the agent's answer to a user message is there. */
  public boolean answered(String userMessageId) {
    return answerTo(userMessageId).isPresent();
  }

  /** The agent's answer to a user message, if it is there. */
  public Optional<StoredMessage> answerTo(String userMessageId) {
    for (int i = history.size() - 1; i >= 0; i--) {
      StoredMessage message = history.get(i);
      if (userMessageId.equals(message.inReplyTo())) {
        return Optional.of(message);
      }
      // An answer never stands before its question.
      if (message.role() == SpeakerRole.USER && message.id().equals(userMessageId)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The tool call that was made in a turn, if it is there. */
  public Optional<ToolInvocation> toolCallOf(String turn) {
    return toolCalls.stream().filter(call -> call.turn().equals(turn)).findFirst();
  }

  /** The user messages that the agent still owes an answer, in order. */
  public List<StoredMessage> unanswered() {
    return history.stream()
        .filter(message -> message.awaitsAnswer() && !answered(message.id()))
        .toList();
  }

  /**
   * One version on: a user message and what is to be remembered with it.
   *
   * @param awaitsAnswer whether the agent shall answer it
   */
  public AgentContext withUserMessage(
      String id, String content, AgentMemory remembered, boolean awaitsAnswer, Instant now) {
    long seq = lastSeq + 1;
    return new AgentContext(
        sessionId,
        userId,
        next(),
        appended(
            history,
            new StoredMessage(seq, id, SpeakerRole.USER, content, now, null, awaitsAnswer, 0)),
        memory.with(remembered),
        workflow,
        toolCalls,
        turns,
        seq,
        createdAt,
        now);
  }

  /** One version on: all that a completed turn produced, at once. */
  public AgentContext withTurn(
      StoredMessage answer, ToolInvocation call, AgentMemory remembered, WorkflowState reached) {
    return new AgentContext(
        sessionId,
        userId,
        next(),
        appended(history, answer),
        memory.with(remembered),
        reached,
        appended(toolCalls, call),
        turns + 1,
        answer.seq(),
        createdAt,
        answer.timestamp());
  }

  /**
   * The same revision with other parts: what a faulty reader, or a retention policy, makes of it.
   */
  public AgentContext withParts(
      List<StoredMessage> newHistory,
      AgentMemory newMemory,
      WorkflowState newWorkflow,
      List<ToolInvocation> newToolCalls) {
    return new AgentContext(
        sessionId,
        userId,
        revision,
        newHistory,
        newMemory,
        newWorkflow,
        newToolCalls,
        turns,
        lastSeq,
        createdAt,
        lastActivity);
  }

  /** The same parts, one version on. */
  public AgentContext raised(Instant now) {
    return new AgentContext(
        sessionId, userId, next(), history, memory, workflow, toolCalls, turns, lastSeq, createdAt,
        now);
  }

  private Revision next() {
    return new Revision(revision.incarnation(), revision.version() + 1);
  }

  private static <T> List<T> appended(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(item);
    return longer;
  }
}
