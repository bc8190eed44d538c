package dev.holdfast.continuity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The history that the server owes, in order, and the messages that may be in it besides. */
final class OwedMessages {

  private final List<Owed> inOrder = new ArrayList<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, Indeterminate> indeterminate = new LinkedHashMap<>();
  private long sent;

  int size() {
    return inOrder.size();
  }

  List<Message> list() {
    return inOrder.stream().map(Owed::message).toList();
  }

  Owed at(int rank) {
    return inOrder.get(rank);
  }

  /** The place of a message in the owed order, from 0; -1 if it is not owed. */
  int rankOf(String id) {
    return ranks.getOrDefault(id, -1);
  }

  @Nullable Owed find(String id) {
    int rank = rankOf(id);
    return rank < 0 ? null : inOrder.get(rank);
  }

  /** Whether no message of that id was ever sent or shown. */
  boolean isNew(String id) {
    return !ranks.containsKey(id) && !indeterminate.containsKey(id);
  }

  @Nullable Indeterminate indeterminate(String id) {
    return indeterminate.get(id);
  }

  Collection<Indeterminate> indeterminate() {
    return indeterminate.values();
  }

  boolean anyInFlight() {
    for (Indeterminate message : indeterminate.values()) {
      if (message.inFlight()) {
        return true;
      }
    }
    return false;
  }

  /** A message goes out, or goes out again. */
  void sent(Message outgoing, Memory memory, boolean replyExpected, long version) {
    Indeterminate before = indeterminate.get(outgoing.id());
    Message message = before == null ? outgoing : before.message();
    int after = before == null ? inOrder.size() : before.after();
    long order = before == null ? sent++ : -1;
    long floor = before == null ? version : before.floor();
    indeterminate.put(
        message.id(), new Indeterminate(message, memory, replyExpected, after, order, floor, true));
  }

  /** From now on the message is owed; one that is numbered stands where its number says. */
  void owe(Message message, long version) {
    indeterminate.remove(message.id());
    boolean misplaced =
        message.seq() > 0
            && !inOrder.isEmpty()
            && inOrder.get(inOrder.size() - 1).message().seq() > message.seq();
    ranks.put(message.id(), inOrder.size());
    inOrder.add(new Owed(message, version));
    if (misplaced) {
      inOrder.sort(Comparator.comparingLong(owed -> owed.message().seq()));
      rank();
    }
  }

  /** Whether a text is known under any id. */
  boolean knowsText(String content) {
    return inOrder.stream().anyMatch(owed -> owed.message().content().equals(content))
        || indeterminate.values().stream()
            .anyMatch(message -> message.message().content().equals(content));
  }

  /**
   * Takes what came as what is owed from now on. What was owed and did not come may come again: it
   * becomes indeterminate, as what was in flight remains.
   *
   * @param reconnected whether what is in flight was sent on a connection that is gone
   * @return what was indeterminate and is now known to be there
   */
  List<Indeterminate> adopt(List<Message> history, long version, boolean reconnected) {
    List<Indeterminate> found = new ArrayList<>();
    List<Owed> before = List.copyOf(inOrder);
    Map<String, Integer> ranksBefore = new HashMap<>(ranks);
    inOrder.clear();
    ranks.clear();
    for (Message message : history) {
      Integer rank = ranksBefore.get(message.id());
      long since = rank == null ? version : before.get(rank).version();
      if (ranks.putIfAbsent(message.id(), inOrder.size()) == null) {
        inOrder.add(new Owed(message, version < 0 ? since : Math.min(since, version)));
      }
      Indeterminate known = indeterminate.remove(message.id());
      if (known != null) {
        found.add(known);
      }
    }
    if (reconnected) {
      indeterminate.replaceAll((id, message) -> message.landed());
    }
    for (Owed owed : before) {
      if (!ranks.containsKey(owed.message().id())) {
        indeterminate.put(
            owed.message().id(),
            new Indeterminate(owed.message(), Memory.EMPTY, false, 0, -1, -1, false));
      }
    }
    return found;
  }

  void clear() {
    inOrder.clear();
    ranks.clear();
    indeterminate.clear();
  }

  private void rank() {
    for (int rank = 0; rank < inOrder.size(); rank++) {
      ranks.put(inOrder.get(rank).message().id(), rank);
    }
  }
}
