package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.Commits;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.StoredMessage;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * The agent of all sessions: commits user messages, and answers them in turns that go on when their
 * connection is gone. A session's turns follow one another; no thread waits for any.
 */
public final class ScriptedAgent {
  private final ContextStore store;
  private final Commits commits;
  private final AgentScript script = new AgentScript();
  private final InstantSource clock;
  private final TurnQueues queues;
  private final PacedChunks paced;

  /**
   * An agent.
   *
   * @param store where contexts are
   * @param clock stamps messages and tool calls
   * @param scheduler for pauses, and for turns that had to wait for another
   * @param pace how long it takes
   */
  public ScriptedAgent(
      ContextStore store, InstantSource clock, ScheduledExecutorService scheduler, AgentPace pace) {
    this.store = store;
    this.commits = new Commits(store);
    this.clock = clock;
    this.queues = new TurnQueues(scheduler);
    this.paced = new PacedChunks(scheduler, pace);
  }

  /**
   * Commits a user message, once however often it comes.
   *
   * @param incarnation which beginning of the session's context it is meant for
   * @param remembered what is to be remembered with it
   * @param awaitsAnswer whether it is to be answered, so that it is not forgotten when this process
   *     dies before
   */
  public Receipt receive(
      String sessionId,
      int incarnation,
      String messageId,
      String content,
      AgentMemory remembered,
      boolean awaitsAnswer) {
    // Set by the change below: whether the message was there before this call.
    boolean[] repeated = new boolean[1];
    Optional<AgentContext> after =
        commits.update(
            sessionId,
            incarnation,
            context -> {
              repeated[0] = context.userMessage(messageId).isPresent();
              return repeated[0]
                  ? context
                  : context.withUserMessage(
                      messageId, content, remembered, awaitsAnswer, clock.instant());
            });
    if (after.isEmpty()) {
      return new Receipt.Lost();
    }
    Optional<StoredMessage> message = after.get().userMessage(messageId);
    if (message.isEmpty()) {
      return new Receipt.Lost();
    }
    if (!repeated[0]) {
      return new Receipt.Committed(message.get(), after.get());
    }
    return message.get().content().equals(content)
        ? new Receipt.Repeated(message.get(), after.get())
        : new Receipt.OtherText();
  }

  /** Begins the turn that answers a committed message, or queues it behind the session's others. */
  public void answer(
      String sessionId, int incarnation, StoredMessage message, TurnListener listener) {
    queues.add(sessionId, () -> begin(sessionId, incarnation, message, listener));
  }

  /**
   * Takes up the turns that a backend left unfinished when it died: the same messages are answered,
   * in order. Does nothing while this backend has one of the session's turns in hand; where another
   * that lives has, whoever is first finishes it, and the other's is void.
   *
   * @param context as its session came back to it
   * @param wanted which of its messages to answer, by their ids
   */
  public void resume(AgentContext context, Predicate<String> wanted) {
    if (inTurn(context.sessionId())) {
      return;
    }
    for (StoredMessage message : context.unanswered()) {
      if (wanted.test(message.id())) {
        answer(context.sessionId(), context.revision().incarnation(), message, TurnListener.NOBODY);
      }
    }
  }

  /** Whether the session has a turn that is not finished. */
  public boolean inTurn(String sessionId) {
    return queues.busy(sessionId);
  }

  /** How many sessions have a turn that is not finished. */
  public int sessionsInTurn() {
    return queues.size();
  }

  private void begin(
      String sessionId, int incarnation, StoredMessage message, TurnListener listener) {
    String answer = answer(sessionId, message);
    paced.play(
        script.chunks(answer),
        (number, data) -> listener.chunk(message.id(), number, data),
        () -> finish(sessionId, incarnation, message, answer, listener));
  }

  private String answer(String sessionId, StoredMessage message) {
    try {
      long turn = store.load(sessionId).map(AgentContext::turns).orElse(0L) + 1;
      return script.answer(turn, message.content());
    } catch (RuntimeException e) {
      // A turn that cannot begin must not keep the session's next ones waiting for ever.
      queues.finished(sessionId);
      throw e;
    }
  }

  private void finish(
      String sessionId,
      int incarnation,
      StoredMessage message,
      String answer,
      TurnListener listener) {
    if (!listener.wants(message.id())) {
      queues.finished(sessionId);
      return;
    }
    try {
      // Set by the change below: whether the answer is this turn's, and not another backend's.
      boolean[] mine = new boolean[1];
      Optional<AgentContext> after =
          commits.update(
              sessionId,
              incarnation,
              context -> {
                mine[0] = !context.answered(message.id());
                return mine[0]
                    ? script.finish(context, message.id(), answer, clock.instant())
                    : context;
              });
      after
          .filter(context -> mine[0])
          .ifPresent(
              context ->
                  listener.completed(
                      message.id(),
                      context.history().get(context.history().size() - 1),
                      context.toolCalls().get(context.toolCalls().size() - 1),
                      context));
    } finally {
      queues.finished(sessionId);
    }
  }
}
