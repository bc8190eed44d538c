package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.MemoryKind;
import dev.holdfast.continuity.owed.OwedState;
import dev.holdfast.continuity.owed.UsersMemory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares memory and workflow that came with those that are owed. */
final class StateJudge {

  private final LedgerState owed;
  private final boolean memoryMayBeNewer;
  private final boolean workflowMayBeNewer;
  private final boolean lossIsNoTear;
  private final OwedState.State now;
  private final Findings faults = new Findings();
  private final Findings losses = new Findings();
  private int lost;
  private OwedState.@Nullable State tornFrom;
  private OwedState.@Nullable State likeEarlier;

  /**
   * A judge of one state.
   *
   * @param working whether the agent may have gone on
   * @param version of what came; -1 where the backend tells none
   * @param lossIsNoTear whether entries may be missing by policy, so that a smaller memory is no
   *     sign of an older one
   */
  StateJudge(LedgerState owed, boolean working, long version, boolean lossIsNoTear) {
    this.owed = owed;
    this.memoryMayBeNewer = owed.state().memoryMayBeNewer(working, version);
    this.workflowMayBeNewer = owed.state().workflowMayBeNewer(working, version);
    this.lossIsNoTear = lossIsNoTear;
    this.now = owed.state().now();
  }

  void judge(ServerEvent.Context came) {
    memory(came.memory());
    boolean known =
        owed.state().forgiven().stream()
            .anyMatch(state -> came.workflow().equals(state.workflow()));
    if (now.workflow() != null && !known && !workflowMayBeNewer) {
      workflow(now.workflow(), came.workflow());
    }
  }

  /**
   * Judges what came with messages whose ack was not heard, and which have turned out to be there.
   *
   * @param arrived what was to be remembered with them
   */
  void arrived(ServerEvent.Context came, Memory arrived) {
    UsersMemory users = owed.state().users();
    for (MemoryKind kind : MemoryKind.values()) {
      Map<String, String> known = kind.of(now.memory());
      kind.of(arrived)
          .forEach(
              (key, value) -> {
                // What is known already was compared.
                if (!known.containsKey(key) && !users.isAgents(kind, key)) {
                  arrived(kind, key, value, kind.of(came.memory()).get(key));
                }
              });
    }
  }

  private void arrived(MemoryKind kind, String key, String value, @Nullable String now) {
    if (now == null) {
      lost++;
      losses.add(Anomaly.LOST_MEMORY, kind.describe(key, value), "nothing");
    } else if (!owed.messages().mayBring(kind, key, now)) {
      faults.add(Anomaly.LOST_MEMORY, kind.describe(key, value), Findings.quote(now));
    }
  }

  Findings faults() {
    return faults;
  }

  /** Preferences and variables that are gone. */
  Findings losses() {
    return losses;
  }

  int lost() {
    return lost;
  }

  /** The earlier state that memory or workflow equals, torn from it or not; null if none. */
  OwedState.@Nullable State equalTo() {
    return tornFrom == null ? likeEarlier : tornFrom;
  }

  /** The earlier state that memory or workflow came from; null if from none. */
  OwedState.@Nullable State tornFrom() {
    return tornFrom;
  }

  private void memory(Memory came) {
    MemoryComparison compared = compare(now, came);
    for (OwedState.State forgiven : owed.state().forgiven()) {
      MemoryComparison again = compare(forgiven, came);
      compared = again.size() < compared.size() ? again : compared;
    }
    // An empty memory equals that of the very beginning, but says nothing of where it came from.
    boolean emptied = came.equals(Memory.EMPTY);
    if (compared.changed().isEmpty() && (compared.lost() == 0 || lossIsNoTear || emptied)) {
      lose(compared);
      return;
    }
    OwedState.State earlier = owed.state().earlierWith(came);
    if (earlier != null && !lacksWritesAlone(came)) {
      torn(earlier, "memory");
    } else {
      likeEarlier = earlier;
      lose(compared);
      faults.addAll(compared.changed());
    }
  }

  /** Whether nothing but what the user asked to be remembered is missing, all else being there. */
  private boolean lacksWritesAlone(Memory came) {
    Memory lacking = owed.state().users().lacking(came, -1, owed.messages());
    return came.with(lacking).equals(now.memory());
  }

  private MemoryComparison compare(OwedState.State known, Memory came) {
    return new MemoryComparison(owed, memoryMayBeNewer, known, came);
  }

  private void lose(MemoryComparison compared) {
    lost = compared.lost();
    losses.addAll(compared.losses());
  }

  private void workflow(Workflow known, Workflow came) {
    if (known.equals(came)) {
      return;
    }
    OwedState.State earlier = owed.state().earlierWith(came);
    if (earlier != null) {
      torn(earlier, "workflow");
    } else {
      faults.add(Anomaly.LOST_WORKFLOW_STEP, describe(known), describe(came));
    }
  }

  private void torn(OwedState.State earlier, String part) {
    tornFrom = earlier;
    faults.add(
        Anomaly.TORN_CONTEXT,
        part + " of version " + now.version(),
        part + " of version " + earlier.version());
  }

  private static String describe(Workflow workflow) {
    return "step "
        + workflow.currentStep()
        + " of "
        + workflow.totalSteps()
        + ", pending "
        + workflow.pendingSteps();
  }
}
