package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The memory and workflow that the server owes, and the last few that it showed before them. */
public final class OwedState {

  /**
   * Memory and workflow at one version.
   *
   * @param version of the context; -1 where the backend tells none
   * @param memory what is known to be remembered
   * @param whole whether the server showed the whole memory, so that nothing else can be in it
   * @param workflow null as long as none was shown
   */
  public record State(long version, Memory memory, boolean whole, @Nullable Workflow workflow) {

    boolean sameAs(State other) {
      return memory.equals(other.memory) && Objects.equals(workflow, other.workflow);
    }

    State remembering(Memory added) {
      return new State(version, memory.with(added), whole, workflow);
    }
  }

  private static final int KEPT = 16;
  private static final int FORGIVEN = 4;
  private static final State NOTHING_SHOWN = new State(-1, Memory.EMPTY, false, null);

  private final Deque<State> earlier = new ArrayDeque<>(KEPT);
  private State now = NOTHING_SHOWN;
  private List<State> forgiven = List.of();
  private final UsersMemory users = new UsersMemory();
  private boolean memoryBehind;
  private boolean workflowBehind;
  private long behindAt = -1;
  private long knownAt = -1;

  public State now() {
    return now;
  }

  /** What the user asked to be remembered. */
  public UsersMemory users() {
    return users;
  }

  /** What came in the place of what is owed and was reported; nothing if what is owed came last. */
  public List<State> forgiven() {
    return forgiven;
  }

  /** The latest earlier state whose whole memory is this one, and is not what is owed now. */
  public @Nullable State earlierWith(Memory memory) {
    for (State state : earlier) {
      if (state.whole() && state.memory().equals(memory) && !memory.equals(now.memory())) {
        return state;
      }
    }
    return null;
  }

  /** The latest earlier state whose workflow is this one, and is not what is owed now. */
  public @Nullable State earlierWith(Workflow workflow) {
    for (State state : earlier) {
      if (workflow.equals(state.workflow()) && !workflow.equals(now.workflow())) {
        return state;
      }
    }
    return null;
  }

  /**
   * The server took over a user message with something to remember.
   *
   * @param working whether another turn was in progress, so that a version between what is known
   *     and this one may be that of its answer, which nobody saw
   * @param orderKnown whether the message stands behind all that is known
   * @param messages among which one may have arrived that brought an entry
   */
  public void remember(
      Memory added, long version, boolean working, boolean orderKnown, OwedMessages messages) {
    boolean covered = covers(version);
    users.write(added, version, orderKnown, covered);
    if (covered) {
      // What was shown since must have had it: if it had not, the next that is shown will tell.
      Memory lacking = users.lacking(now.memory(), knownAt, messages);
      now = now.remembering(lacking);
      return;
    }
    if (working && version > knownAt + 1) {
      memoryBehind = true;
      workflowBehind = true;
    }
    knownAt = Math.max(knownAt, version);
    if (added.size() > 0) {
      forgiven = forgiven.stream().map(state -> state.remembering(added)).toList();
      become(new State(version, now.memory().with(added), now.whole(), now.workflow()));
    }
  }

  /**
   * What the user asked to be remembered and an answer's memory lacks, or has with another value,
   * as owed; without what was reported before.
   */
  public Memory missedIn(@Nullable Memory shown, long version, OwedMessages messages) {
    // Without versions, and where pushes overtake each other, only what is shown later tells.
    if (shown == null || version < 0 || version < knownAt) {
      return Memory.EMPTY;
    }
    Memory missed = users.lacking(shown, version, messages);
    Memory unreported = Memory.EMPTY;
    for (MemoryKind kind : MemoryKind.values()) {
      Map<String, String> entries = new TreeMap<>(kind.of(missed));
      entries.keySet().removeIf(key -> wasReported(kind, key, kind.of(shown).get(key)));
      unreported = unreported.with(kind.memory(entries));
    }
    return unreported;
  }

  private boolean wasReported(MemoryKind kind, String key, @Nullable String value) {
    return forgiven.stream()
        .anyMatch(state -> Objects.equals(kind.of(state.memory()).get(key), value));
  }

  /** An answer showed the state after it; what it did not show may have become any. */
  public void show(
      @Nullable Memory memory, @Nullable Workflow workflow, long version, OwedMessages messages) {
    boolean overtaken = version >= 0 && version < knownAt;
    memoryBehind = overtaken || memory == null;
    workflowBehind = overtaken || workflow == null;
    if (memory == null && workflow == null) {
      return;
    }
    Memory shown = memory == null ? now.memory() : memory;
    if (memory != null) {
      shown = asOwed(memory, workflow, version, overtaken, messages);
      users.learn(memory, messages);
    }
    become(
        new State(
            overtaken || version < 0 ? Math.max(version, now.version()) : version,
            // A commit that was told of before is younger: what it brought is there still.
            overtaken ? shown.with(now.memory()) : shown,
            memory != null || now.whole(),
            workflow == null ? now.workflow() : workflow));
    if (!overtaken && version >= 0) {
      // States that the server no longer knows would be taken for earlier ones of this one.
      earlier.removeIf(state -> state.version() >= version);
    }
    knownAt = Math.max(knownAt, version);
  }

  /** A memory that an answer showed, with all that the user asked to be remembered. */
  private Memory asOwed(
      Memory shown,
      @Nullable Workflow workflow,
      long version,
      boolean overtaken,
      OwedMessages messages) {
    Memory lacking = users.lacking(shown, version, messages);
    Memory owed = shown;
    if (!forgiven.isEmpty()) {
      owed = settle(shown, workflow, version);
    }
    if (lacking.size() > 0 && version >= 0 && !overtaken) {
      forgiven =
          List.of(new State(version, shown, true, workflow == null ? now.workflow() : workflow));
    }
    return owed.with(lacking);
  }

  /**
   * Takes what came as what is owed from now on.
   *
   * @param broken whether it was reported as wrong: then what was owed is owed still, and what came
   *     is forgiven
   */
  public void adopt(
      Memory memory, Workflow workflow, long version, boolean broken, OwedMessages messages) {
    State came = new State(version, memory, true, workflow);
    if (broken) {
      forgive(came);
    } else if (!now.sameAs(came) && forgiven.stream().anyMatch(came::sameAs)) {
      forgiven = List.of(came);
    } else {
      memoryBehind = false;
      workflowBehind = false;
      knownAt = version;
      forgiven = List.of();
      users.adopt(memory, messages);
      become(came);
    }
  }

  private void forgive(State came) {
    if (!now.sameAs(came) && forgiven.stream().noneMatch(came::sameAs)) {
      // The server may go on with what it lost before, so that is not forgotten yet.
      List<State> all = new ArrayList<>(forgiven);
      all.add(came);
      forgiven = List.copyOf(all.subList(Math.max(0, all.size() - FORGIVEN), all.size()));
    }
    if (came.version() >= 0 && came.version() < knownAt) {
      // A server that really went back commits what comes next at the versions that it gave before.
      behindAt = behindAt > knownAt ? behindAt : -1;
      knownAt = came.version();
    }
  }

  /** Lets an answer show whether what was forgiven is what the server goes on with. */
  private Memory settle(Memory shown, @Nullable Workflow workflow, long version) {
    boolean lacks =
        !shown.preferences().keySet().containsAll(now.memory().preferences().keySet())
            || !shown.variables().keySet().containsAll(now.memory().variables().keySet());
    if (!lacks) {
      forgiven = List.of();
      return shown;
    }
    forgiven =
        List.of(new State(version, shown, true, workflow == null ? now.workflow() : workflow));
    return now.memory().with(shown);
  }

  /**
   * An answer of that version became known without the state after it, which may now be any.
   *
   * @param remembering whether a message was remembered at that version, before the answer
   */
  public void fallBehind(long version, boolean remembering) {
    memoryBehind = memoryBehind || remembering || version < 0;
    workflowBehind = workflowBehind || remembering || version < 0;
    behindAt = Math.max(behindAt, version);
  }

  /**
   * Whether the agent may have changed memory since the one that is owed was shown.
   *
   * @param working whether a turn is in progress
   * @param version of what came; -1 where the backend tells none
   */
  public boolean memoryMayBeNewer(boolean working, long version) {
    return memoryBehind || mayBeNewer(working, version);
  }

  /** Likewise of the workflow. */
  public boolean workflowMayBeNewer(boolean working, long version) {
    return workflowBehind || mayBeNewer(working, version);
  }

  private boolean mayBeNewer(boolean working, long version) {
    return behindAt > knownAt || (working && (version < 0 || version > knownAt));
  }

  /** Whether the state at that version is the one that is owed. */
  public boolean covers(long version) {
    return version >= 0 && knownAt >= version;
  }

  void clear() {
    earlier.clear();
    users.clear();
    now = NOTHING_SHOWN;
    forgiven = List.of();
    memoryBehind = false;
    workflowBehind = false;
    behindAt = -1;
    knownAt = -1;
  }

  private void become(State next) {
    boolean changed =
        !next.memory().equals(now.memory()) || !Objects.equals(next.workflow(), now.workflow());
    if (changed && !now.equals(NOTHING_SHOWN)) {
      if (earlier.size() == KEPT) {
        earlier.removeLast();
      }
      earlier.addFirst(now);
    }
    now = next;
  }
}
