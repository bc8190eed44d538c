package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.Commits;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import java.time.InstantSource;
import java.util.List;
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
  private final long mostContextBytes;

  /**
   * An agent.
   *
   * @param store where contexts are
   * @param clock stamps messages and tool calls
   * @param scheduler for pauses, and for turns that had to wait for another
   * @param pace how long it takes
   * @param mostContextBytes how large a context may become by what its user says
   */
  public ScriptedAgent(
      ContextStore store,
      InstantSource clock,
      ScheduledExecutorService scheduler,
      AgentPace pace,
      long mostContextBytes) {
    this.store = store;
    this.commits = new Commits(store);
    this.clock = clock;
    this.queues = new TurnQueues(scheduler, this::begin);
    this.paced = new PacedChunks(scheduler, pace);
    this.mostContextBytes = mostContextBytes;
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
    // Set by the change below: whether the message was there before this call, or is too much.
    boolean[] repeated = new boolean[1];
    boolean[] tooMuch = new boolean[1];
    Optional<AgentContext> after =
        commits.update(
            sessionId,
            incarnation,
            context -> {
              repeated[0] = context.userMessage(messageId).isPresent();
              AgentContext with =
                  repeated[0]
                      ? context
                      : context.withUserMessage(
                          messageId, content, remembered, awaitsAnswer, clock.instant());
              tooMuch[0] = !repeated[0] && with.estimatedBytes() > mostContextBytes;
              return tooMuch[0] ? context : with;
            });
    if (tooMuch[0]) {
      return new Receipt.TooMuch();
    }
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
    answer(sessionId, incarnation, message, listener, 0);
  }

  /** The same for a listener who knows the beginning, and hears it from that piece on. */
  public void answer(
      String sessionId, int incarnation, StoredMessage message, TurnListener listener, int next) {
    queues.add(sessionId, new TurnInHand(message, incarnation, listener, next));
  }

  /**
   * Lets a listener hear a turn in the place of the one who heard it before: at once what was
   * produced from a piece on, and the rest as it comes.
   *
   * @param next the first piece to hear, from 0
   * @return false if this backend has no such turn in hand; if it has just ended, it is in the
   *     context by now
   */
  public boolean hear(
      String sessionId, int incarnation, String turn, int next, TurnListener listener) {
    Optional<TurnInHand> inHand =
        queues.find(sessionId, turn).filter(found -> found.incarnation() == incarnation);
    return inHand.isPresent() && inHand.get().hear(listener, next);
  }

  /** The pieces in which an answer was streamed, or would have been. */
  public List<String> pieces(StoredMessage answer) {
    return script.chunks(answer.content());
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

  private void begin(String sessionId, TurnInHand turn) {
    String answer = answer(sessionId, turn.message());
    List<String> pieces = script.chunks(answer);
    turn.begin(pieces);
    paced.play(pieces, turn::produce, () -> finish(sessionId, turn, answer));
  }

  private String answer(String sessionId, StoredMessage message) {
    try {
      Optional<AgentContext> context = store.load(sessionId);
      // What another backend has answered meanwhile must not be streamed with another text.
      return context
          .flatMap(known -> known.answerTo(message.id()))
          .map(StoredMessage::content)
          .orElseGet(
              () ->
                  script.answer(
                      context.map(AgentContext::turns).orElse(0L) + 1, message.content()));
    } catch (RuntimeException e) {
      // A turn that cannot begin must not keep the session's next ones waiting for ever.
      queues.finished(sessionId);
      throw e;
    }
  }

  private void finish(String sessionId, TurnInHand turn, String answer) {
    try {
      if (turn.wanted()) {
        commits
            .update(
                sessionId,
                turn.incarnation(),
                context ->
                    context.answered(turn.id())
                        ? context
                        : turn.stored(script.finish(context, turn.id(), answer, clock.instant())))
            .ifPresent(after -> tell(turn, after));
      }
    } finally {
      turn.end();
      queues.finished(sessionId);
    }
  }

  /** Tells the end, whichever backend's it was. */
  private static void tell(TurnInHand turn, AgentContext after) {
    Optional<StoredMessage> answer = after.answerTo(turn.id());
    Optional<ToolInvocation> call = after.toolCallOf(turn.id());
    if (answer.isPresent() && call.isPresent()) {
      turn.complete(answer.get(), call.get(), after);
    }
  }
}
