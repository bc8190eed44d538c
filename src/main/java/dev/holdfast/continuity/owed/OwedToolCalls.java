package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.ToolCall;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tool calls that the server showed, in order. */
public final class OwedToolCalls {

  /**
   * A tool call that was shown.
   *
   * @param call as it was shown
   * @param version of the context that first held it; -1 where the backend tells none
   * @param pushed whether it was only heard of as it was made, and never seen in a context
   */
  public record Shown(ToolCall call, long version, boolean pushed) {

    /**
     * Whether nobody can say which came first: a stream that is taken up again tells of its call
     * late, under the version that the context has by then.
     */
    private boolean isLevelWith(Shown other) {
      return pushed && other.pushed && version == other.version;
    }
  }

  /** A tool within a turn: called twice, it is repeated. */
  public record Use(String turn, String tool) {}

  private final Map<String, Shown> byId = new LinkedHashMap<>();
  private final Map<Use, String> byUse = new HashMap<>();
  private final Map<String, Shown> lost = new HashMap<>();

  /** Which a context showed before the server pushed them. */
  private final Set<String> overtaken = new HashSet<>();

  private final Forgiven<ToolCall> forgiven = new Forgiven<>();

  int size() {
    return byId.size();
  }

  public Collection<Shown> all() {
    return byId.values();
  }

  List<ToolCall> list() {
    return byId.values().stream().map(Shown::call).toList();
  }

  public @Nullable Shown find(String id) {
    return byId.get(id);
  }

  /** The id under which the same tool was called in the same turn; null if it was not. */
  public @Nullable String sameUse(ToolCall call) {
    return byUse.get(new Use(call.turn(), call.tool()));
  }

  /** Whether the call was owed, lost and reported: then its return is no new anomaly. */
  public boolean returns(ToolCall call) {
    Shown before = lost.get(call.id());
    return before != null && call.equals(before.call());
  }

  public boolean anyIn(String turn) {
    for (Use use : byUse.keySet()) {
      if (use.turn().equals(turn)) {
        return true;
      }
    }
    return false;
  }

  /** A call was pushed as it was made. */
  public void heard(ToolCall call, long version) {
    owe(new Shown(call, version, true));
  }

  /**
   * A context showed these on the open connection, on which they may still be pushed, once each.
   */
  public void mayBePushed(Set<String> shown) {
    shown.stream().filter(byId::containsKey).forEach(overtaken::add);
  }

  /** Whether a context overtook the push of this call, which is then no second one. Once only. */
  public boolean takeOvertaken(ToolCall call) {
    Shown shown = byId.get(call.id());
    return shown != null && shown.call().equals(call) && overtaken.remove(call.id());
  }

  /** On another connection nothing is pushed that was on its way to this one. */
  public void connectionLost() {
    overtaken.clear();
  }

  private void owe(Shown shown) {
    ToolCall call = shown.call();
    byId.putIfAbsent(call.id(), shown);
    byUse.putIfAbsent(new Use(call.turn(), call.tool()), call.id());
    lost.remove(call.id());
  }

  /** The place of each call among all; calls of which nobody can say which came first share one. */
  public Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    Shown before = null;
    int rank = -1;
    for (Shown shown : byId.values()) {
      rank = before != null && shown.isLevelWith(before) ? rank : ranks.size();
      ranks.put(shown.call().id(), rank);
      before = shown;
    }
    return ranks;
  }

  /** What came besides what is owed, or otherwise than it, and was reported. */
  public Forgiven<ToolCall> forgiven() {
    return forgiven;
  }

  /**
   * Takes what came as what is owed from now on. What was owed stays owed as it was; what nothing
   * led to is forgiven.
   *
   * @param led the ids of the calls that are rightly there
   * @param inProgress whether a turn is in progress: what was shown of it may not be committed yet
   */
  public void adopt(
      List<ToolCall> came, long version, Set<String> led, Predicate<String> inProgress) {
    Map<String, Shown> before = new LinkedHashMap<>(byId);
    Map<String, Integer> ranks = ranks();
    Arrangement<Shown> arrangement = new Arrangement<>(-1);
    Set<String> placed = new HashSet<>();
    for (ToolCall call : came) {
      Shown known = before.remove(call.id());
      if (known != null) {
        long since = earlier(known.version(), version);
        int rank = ranks.getOrDefault(call.id(), -1);
        arrangement.known(rank, call.id(), new Shown(known.call(), since, false));
        placed.add(call.id());
      } else if (led.contains(call.id()) && placed.add(call.id())) {
        Shown lostBefore = lost.get(call.id());
        long since = lostBefore == null ? version : earlier(lostBefore.version(), version);
        arrangement.fresh(-1, call.id(), new Shown(call, since, false));
      }
    }
    byId.clear();
    byUse.clear();
    arrangement.inOrder().forEach(this::owe);
    for (Shown gone : before.values()) {
      if (inProgress.test(gone.call().turn()) && sameUse(gone.call()) == null) {
        owe(gone);
      } else {
        lost.put(gone.call().id(), gone);
      }
    }
    forgive(came, arrangement.otherOrder());
  }

  /** Every context from the first that held a call on must hold it, also one that lost it since. */
  private static long earlier(long before, long version) {
    return version < 0 ? before : Math.min(before, version);
  }

  /** A call was pushed that was reported as wrong. */
  public void forgive(ToolCall call) {
    if (byId.containsKey(call.id())) {
      forgiven.copy(call.id());
    }
    forgiven.form(call.id(), call);
  }

  private void forgive(List<ToolCall> came, List<String> otherOrder) {
    forgiven.clear();
    Set<String> seen = new HashSet<>();
    for (ToolCall call : came) {
      if (!seen.add(call.id())) {
        forgiven.copy(call.id());
      }
      Shown owed = byId.get(call.id());
      if (owed == null || !owed.call().equals(call)) {
        forgiven.form(call.id(), call);
      }
    }
    forgiven.order(otherOrder);
  }

  void clear() {
    byId.clear();
    byUse.clear();
    lost.clear();
    overtaken.clear();
    forgiven.clear();
  }
}
