package dev.holdfast.continuity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The turns in progress: user messages that want an answer and have none yet, oldest first. */
final class Turns {

  private final Map<String, Turn> open = new LinkedHashMap<>();

  /**
   * A turn begins.
   *
   * @param version the highest that was seen before it
   */
  void open(String id, long version) {
    open.putIfAbsent(id, new Turn(id, version));
  }

  void close(String id) {
    open.remove(id);
  }

  @Nullable Turn find(String id) {
    return open.get(id);
  }

  boolean isOpen(String id) {
    return open.containsKey(id);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  Collection<Turn> all() {
    return open.values();
  }

  /**
   * The turn that a new message of the agent answers: the one it names, else the oldest.
   *
   * @param taken turns that already have their answer
   */
  @Nullable Turn answeredBy(Message answer, Set<String> taken) {
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

  void interrupt() {
    open.values().forEach(Turn::interrupt);
  }

  void clear() {
    open.clear();
  }
}
