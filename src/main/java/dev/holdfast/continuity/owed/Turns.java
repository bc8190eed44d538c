package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The turns in progress: user messages that want an answer and have none yet, oldest first. */
public final class Turns {

  private final Map<String, Turn> open = new LinkedHashMap<>();

  /** Whose answer a history showed before the server pushed it. */
  private final Map<String, Turn> overtaken = new HashMap<>();

  /**
   * A turn begins.
   *
   * @param version the highest that was seen before it
   */
  public void open(String id, long version) {
    open.putIfAbsent(id, new Turn(id, version));
  }

  public void close(String id) {
    open.remove(id);
  }

  /** A history shows the answer; on the same connection it may still be pushed, once. */
  public void closeShown(String id) {
    Turn turn = open.remove(id);
    if (turn != null) {
      overtaken.put(id, turn);
    }
  }

  public @Nullable Turn find(String id) {
    return open.get(id);
  }

  /** The turn that a piece of an answer may belong to. */
  public @Nullable Turn streaming(String id) {
    Turn turn = open.get(id);
    return turn == null ? overtaken.get(id) : turn;
  }

  /** The turn whose answer is pushed after a history showed it; null the second time. */
  public @Nullable Turn takeOvertaken(String id) {
    return overtaken.remove(id);
  }

  public boolean isOpen(String id) {
    return open.containsKey(id);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  public Collection<Turn> all() {
    return open.values();
  }

  /**
   * The turn that a new message of the agent answers: the one it names, else the oldest.
   *
   * @param taken turns that already have their answer
   */
  public @Nullable Turn answeredBy(Message answer, Set<String> taken) {
    String named = answer.inReplyTo();
    if (named != null) {
      return taken.contains(named) ? null : open.get(named);
    }
    for (Turn turn : open.values()) {
      if (!taken.contains(turn.id())) {
        return turn;
      }
    }
    return null;
  }

  public void interrupt() {
    open.values().forEach(Turn::interrupt);
    overtaken.clear();
  }

  void clear() {
    open.clear();
    overtaken.clear();
  }
}
