package dev.holdfast.continuity;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tool calls that the server showed, in order. */
final class OwedToolCalls {

  /**
   * A tool call that was shown.
   *
   * @param call as it was shown
   * @param version of the context that first held it; -1 where the backend tells none
   */
  record Shown(ToolCall call, long version) {}

  /** A tool within a turn: called twice, it is repeated. */
  record Use(String turn, String tool) {}

  private final Map<String, Shown> byId = new LinkedHashMap<>();
  private final Map<Use, String> byUse = new HashMap<>();
  private final Map<String, ToolCall> lost = new HashMap<>();

  int size() {
    return byId.size();
  }

  Collection<Shown> all() {
    return byId.values();
  }

  List<ToolCall> list() {
    return byId.values().stream().map(Shown::call).toList();
  }

  @Nullable Shown find(String id) {
    return byId.get(id);
  }

  /** The id under which the same tool was called in the same turn; null if it was not. */
  @Nullable String sameUse(ToolCall call) {
    return byUse.get(new Use(call.turn(), call.tool()));
  }

  /** Whether the call was owed, lost and reported: then its return is no new anomaly. */
  boolean returns(ToolCall call) {
    return call.equals(lost.get(call.id()));
  }

  boolean anyIn(String turn) {
    for (Use use : byUse.keySet()) {
      if (use.turn().equals(turn)) {
        return true;
      }
    }
    return false;
  }

  void owe(ToolCall call, long version) {
    byId.putIfAbsent(call.id(), new Shown(call, version));
    byUse.putIfAbsent(new Use(call.turn(), call.tool()), call.id());
    lost.remove(call.id());
  }

  /**
   * Takes what came as what is owed from now on.
   *
   * @param inProgress whether a turn is in progress: what was shown of it may not be committed yet
   */
  void adopt(List<ToolCall> came, long version, Predicate<String> inProgress) {
    Map<String, Shown> before = new LinkedHashMap<>(byId);
    byId.clear();
    byUse.clear();
    for (ToolCall call : came) {
      Shown known = before.remove(call.id());
      long since = known == null ? version : known.version();
      owe(call, version < 0 ? since : Math.min(since, version));
    }
    for (Shown gone : before.values()) {
      if (inProgress.test(gone.call().turn()) && sameUse(gone.call()) == null) {
        owe(gone.call(), gone.version());
      } else {
        lost.put(gone.call().id(), gone.call());
      }
    }
  }

  void clear() {
    byId.clear();
    byUse.clear();
    lost.clear();
  }
}
