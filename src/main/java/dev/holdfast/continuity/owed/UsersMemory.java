package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Scalar;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked to be remembered, as far as the server took it over: owed with its value
 * until the user gives another, whatever an answer shows. An entry that the agent was seen to write
 * by itself is the agent's, who may change and drop it.
 */
public final class UsersMemory {

  /**
   * The value of an entry.
   *
   * @param version of a context that has it, not always the first; -1 where the backend tells none
   * @param others values that it may have as well, because the order of two messages is not known
   */
  private record Written(long version, String value, Set<String> others) {
    boolean allows(String came) {
      return Scalar.same(value, came)
          || others.stream().anyMatch(other -> Scalar.same(other, came));
    }
  }

  private final Map<MemoryKind, Map<String, Written>> users = new EnumMap<>(MemoryKind.class);
  private final Map<MemoryKind, Set<String>> agents = new EnumMap<>(MemoryKind.class);

  /**
   * The server took entries over.
   *
   * @param orderKnown whether their message stands behind all that is known: not if it was sent
   *     again, or was found without an ack
   * @param covered whether a state of that version or a younger one is known
   */
  void write(Memory added, long version, boolean orderKnown, boolean covered) {
    for (MemoryKind kind : MemoryKind.values()) {
      kind.of(added)
          .forEach(
              (key, value) -> {
                Written before = users(kind).get(key);
                boolean overtaken = before != null && covered && before.version() > version;
                if (!overtaken && !agents(kind).contains(key)) {
                  Set<String> others = orderKnown ? Set.of() : others(before);
                  users
                      .computeIfAbsent(kind, unused -> new HashMap<>())
                      .put(key, new Written(version, value, others));
                }
              });
    }
  }

  /** The entries that a memory of that version lacks, or has with another value: as owed. */
  public Memory lacking(Memory came, long version, OwedMessages messages) {
    Memory lacking = Memory.EMPTY;
    for (MemoryKind kind : users.keySet()) {
      Map<String, String> entries = new TreeMap<>();
      users(kind)
          .forEach(
              (key, written) -> {
                String now = kind.of(came).get(key);
                boolean younger = version >= 0 && written.version() > version;
                boolean there =
                    now != null && (written.allows(now) || messages.mayBring(kind, key, now));
                if (!younger && !there) {
                  entries.put(key, written.value());
                }
              });
      lacking = entries.isEmpty() ? lacking : lacking.with(kind.memory(entries));
    }
    return lacking;
  }

  /** Whether the user wrote the entry. */
  public boolean owns(MemoryKind kind, String key) {
    return users(kind).containsKey(key);
  }

  /** Whether the user wrote the entry, perhaps with that value. */
  public boolean allows(MemoryKind kind, String key, String value) {
    Written written = users(kind).get(key);
    return written != null && written.allows(value);
  }

  /** Whether the agent was seen to write the entry by itself. */
  public boolean isAgents(MemoryKind kind, String key) {
    return agents(kind).contains(key);
  }

  /** A memory was shown that is as it should be: what is not in it was rightly given up. */
  public void adopt(Memory came, OwedMessages messages) {
    for (MemoryKind kind : users.keySet()) {
      Map<String, String> entries = kind.of(came);
      Map<String, Written> known = users(kind);
      known.keySet().retainAll(entries.keySet());
      known.replaceAll(
          (key, written) ->
              new Written(written.version(), entries.getOrDefault(key, written.value()), Set.of()));
    }
    learn(came, messages);
  }

  /** A memory was shown: what no message brought is the agent's. */
  void learn(Memory came, OwedMessages messages) {
    for (MemoryKind kind : MemoryKind.values()) {
      kind.of(came)
          .forEach(
              (key, value) -> {
                if (!owns(kind, key) && !messages.mayBring(kind, key, value)) {
                  agents.computeIfAbsent(kind, unused -> new HashSet<>()).add(key);
                }
              });
    }
  }

  void clear() {
    users.clear();
    agents.clear();
  }

  private Map<String, Written> users(MemoryKind kind) {
    return users.getOrDefault(kind, Map.of());
  }

  private Set<String> agents(MemoryKind kind) {
    return agents.getOrDefault(kind, Set.of());
  }

  private static Set<String> others(@Nullable Written before) {
    if (before == null) {
      return Set.of();
    }
    Set<String> all = new HashSet<>(before.others());
    all.add(before.value());
    return Set.copyOf(all);
  }
}
