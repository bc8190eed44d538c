package dev.holdfast.backend.agent;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Lets the turns of a session follow one another; a session without turns takes no memory. */
final class TurnQueues {
  private final ConcurrentHashMap<String, Queue<Runnable>> waiting = new ConcurrentHashMap<>();
  private final Executor executor;

  TurnQueues(Executor executor) {
    this.executor = executor;
  }

  /** Runs the turn now, on this thread, unless the session has another; then later. */
  void add(String sessionId, Runnable turn) {
    boolean[] free = new boolean[1];
    waiting.compute(
        sessionId,
        (id, queue) -> {
          if (queue == null) {
            free[0] = true;
            return new ArrayDeque<>(1);
          }
          queue.add(turn);
          return queue;
        });
    if (free[0]) {
      turn.run();
    }
  }

  /** Ends the session's current turn and begins the next, if one waits. */
  void finished(String sessionId) {
    @Nullable Runnable[] next = new Runnable[1];
    waiting.computeIfPresent(
        sessionId,
        (id, queue) -> {
          next[0] = queue.poll();
          return next[0] == null ? null : queue;
        });
    if (next[0] != null) {
      executor.execute(next[0]);
    }
  }

  boolean busy(String sessionId) {
    return waiting.containsKey(sessionId);
  }

  int size() {
    return waiting.size();
  }
}
