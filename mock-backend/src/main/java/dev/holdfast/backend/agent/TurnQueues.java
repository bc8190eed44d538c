package dev.holdfast.backend.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lets the turns of a session follow one another; a session without turns takes no memory. */
final class TurnQueues {
  /** Of each session, the turn in progress first. */
  private final ConcurrentHashMap<String, Deque<TurnInHand>> inHand = new ConcurrentHashMap<>();

  private final Executor executor;
  private final BiConsumer<String, TurnInHand> begin;

  /**
   * Queues in which nothing waits.
   *
   * @param executor begins turns that had to wait
   * @param begin begins a session's turn; whoever ends it must call {@link #finished}
   */
  TurnQueues(Executor executor, BiConsumer<String, TurnInHand> begin) {
    this.executor = executor;
    this.begin = begin;
  }

  /** Begins the turn now, on this thread, unless the session has another; then later. */
  void add(String sessionId, TurnInHand turn) {
    boolean[] free = new boolean[1];
    inHand.compute(
        sessionId,
        (id, known) -> {
          free[0] = known == null;
          Deque<TurnInHand> turns = known == null ? new ArrayDeque<>(1) : known;
          turns.addLast(turn);
          return turns;
        });
    if (free[0]) {
      begin.accept(sessionId, turn);
    }
  }

  /** Ends the session's current turn and begins the next, if one waits. */
  void finished(String sessionId) {
    @Nullable TurnInHand[] next = new TurnInHand[1];
    inHand.computeIfPresent(
        sessionId,
        (id, queue) -> {
          queue.removeFirst();
          next[0] = queue.peekFirst();
          return next[0] == null ? null : queue;
        });
    TurnInHand turn = next[0];
    if (turn != null) {
      executor.execute(() -> begin.accept(sessionId, turn));
    }
  }

  /** The session's turn that answers that message, if it waits or is in progress. */
  Optional<TurnInHand> find(String sessionId, String messageId) {
    @Nullable TurnInHand[] found = new TurnInHand[1];
    inHand.computeIfPresent(
        sessionId,
        (id, queue) -> {
          for (TurnInHand turn : queue) {
            found[0] = turn.id().equals(messageId) ? turn : found[0];
          }
          return queue;
        });
    return Optional.ofNullable(found[0]);
  }

  /** Whether the session has a turn whose answer is not committed. */
  boolean busy(String sessionId) {
    boolean[] found = new boolean[1];
    inHand.computeIfPresent(
        sessionId,
        (id, queue) -> {
          found[0] = queue.stream().anyMatch(turn -> !turn.isOver());
          return queue;
        });
    return found[0];
  }

  int size() {
    return inHand.size();
  }
}
