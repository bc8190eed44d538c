package dev.holdfast.continuity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory and workflow that the server owes, and the last few that it showed before them. */
final class OwedState {

  /**
   * Memory and workflow at one version.
   *
   * @param version of the context; -1 where the backend tells none
   * @param memory what is known to be remembered
   * @param whole whether the server showed the whole memory, so that nothing else can be in it
   * @param workflow null as long as none was shown
   */
  record State(long version, Memory memory, boolean whole, @Nullable Workflow workflow) {}

  private static final int KEPT = 16;
  private static final State NOTHING_SHOWN = new State(-1, Memory.EMPTY, false, null);

  private final Deque<State> earlier = new ArrayDeque<>(KEPT);
  private State now = NOTHING_SHOWN;
  private @Nullable State lost;
  private boolean memoryBehind;
  private boolean workflowBehind;
  private long behindAt = -1;
  private long knownAt = -1;

  State now() {
    return now;
  }

  /** What was owed, lost and reported last: its return is no new anomaly; null if nothing was. */
  @Nullable State lost() {
    return lost;
  }

  /** The latest earlier state whose whole memory is this one, and is not what is owed now. */
  @Nullable State earlierWith(Memory memory) {
    for (State state : earlier) {
      if (state.whole() && state.memory().equals(memory) && !memory.equals(now.memory())) {
        return state;
      }
    }
    return null;
  }

  /** The latest earlier state whose workflow is this one, and is not what is owed now. */
  @Nullable State earlierWith(Workflow workflow) {
    for (State state : earlier) {
      if (workflow.equals(state.workflow()) && !workflow.equals(now.workflow())) {
        return state;
      }
    }
    return null;
  }

  /** A user message with something to remember was acknowledged. */
  void remember(Memory added, long version) {
    knownAt = Math.max(knownAt, version);
    if (added.size() > 0) {
      become(new State(version, now.memory().with(added), now.whole(), now.workflow()));
    }
  }

  /** An answer showed the state after it; what it did not show may have become any. */
  void show(@Nullable Memory memory, @Nullable Workflow workflow, long version) {
    boolean overtaken = version >= 0 && version < knownAt;
    memoryBehind = overtaken || memory == null;
    workflowBehind = overtaken || workflow == null;
    if (memory == null && workflow == null) {
      return;
    }
    Memory shown = memory == null ? now.memory() : memory;
    become(
        new State(
            Math.max(version, now.version()),
            // A commit that was told of before is younger: what it brought is there still.
            overtaken ? shown.with(now.memory()) : shown,
            memory != null || now.whole(),
            workflow == null ? now.workflow() : workflow));
    knownAt = Math.max(knownAt, version);
  }

  /**
   * Takes what came as what is owed from now on.
   *
   * @param broken whether what was owed did not come: then its return later is no new anomaly
   */
  void adopt(Memory memory, Workflow workflow, long version, boolean broken) {
    State came = new State(version, memory, true, workflow);
    memoryBehind = false;
    workflowBehind = false;
    knownAt = version;
    if (broken) {
      behindAt = -1;
      lost = now;
      now = NOTHING_SHOWN;
      // States that the server no longer knows would be taken for earlier ones of the new basis.
      earlier.removeIf(state -> version >= 0 && state.version() >= version);
    }
    become(came);
  }

  /** An answer of that version became known without the state after it, which may now be any. */
  void fallBehind(long version) {
    memoryBehind = memoryBehind || version < 0;
    workflowBehind = workflowBehind || version < 0;
    behindAt = Math.max(behindAt, version);
  }

  /**
   * Whether the agent may have changed memory since the one that is owed was shown.
   *
   * @param working whether a turn is in progress
   * @param version of what came; -1 where the backend tells none
   */
  boolean memoryMayBeNewer(boolean working, long version) {
    return memoryBehind || mayBeNewer(working, version);
  }

  /** Likewise of the workflow. */
  boolean workflowMayBeNewer(boolean working, long version) {
    return workflowBehind || mayBeNewer(working, version);
  }

  private boolean mayBeNewer(boolean working, long version) {
    return behindAt > knownAt || (working && (version < 0 || version > knownAt));
  }

  /** Whether the state at that version is the one that is owed. */
  boolean covers(long version) {
    return version >= 0 && knownAt >= version;
  }

  void clear() {
    earlier.clear();
    now = NOTHING_SHOWN;
    lost = null;
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
