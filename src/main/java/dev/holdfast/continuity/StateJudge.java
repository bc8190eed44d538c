package dev.holdfast.continuity;

import org.jspecify.annotations.Nullable;

/** Compares memory and workflow that came with those that are owed. */
final class StateJudge {

  private final Ledger owed;
  private final boolean memoryMayBeNewer;
  private final boolean workflowMayBeNewer;
  private final boolean lossIsNoTear;
  private final OwedState.State now;
  private final Findings faults = new Findings();
  private final Findings losses = new Findings();
  private int lost;
  private OwedState.@Nullable State tornFrom;

  /**
   * A judge of one state.
   *
   * @param working whether the agent may have gone on
   * @param version of what came; -1 where the backend tells none
   * @param lossIsNoTear whether entries may be missing by policy, so that a smaller memory is no
   *     sign of an older one
   */
  StateJudge(Ledger owed, boolean working, long version, boolean lossIsNoTear) {
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
    if (earlier != null) {
      torn(earlier, "memory");
    } else {
      lose(compared);
      faults.addAll(compared.changed());
    }
  }

  private MemoryComparison compare(OwedState.State known, Memory came) {
    return new MemoryComparison(owed.messages(), memoryMayBeNewer, known, came);
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
