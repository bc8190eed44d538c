package dev.holdfast.continuity;

import java.util.Map;
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
    OwedState.State lostBefore = owed.state().lost();
    if (lostBefore == null || !lostBefore.memory().equals(came.memory())) {
      memory(came.memory());
    }
    boolean returns = lostBefore != null && came.workflow().equals(lostBefore.workflow());
    if (now.workflow() != null && !returns && !workflowMayBeNewer) {
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
    Findings changed = new Findings();
    compare("preference", now.memory().preferences(), came.preferences(), changed);
    compare("variable", now.memory().variables(), came.variables(), changed);
    if (changed.isEmpty() && (lost == 0 || lossIsNoTear)) {
      return;
    }
    OwedState.State earlier = owed.state().earlierWith(came);
    if (earlier != null) {
      torn(earlier, "memory");
      losses.clear();
      lost = 0;
    } else {
      faults.addAll(changed);
    }
  }

  private void compare(
      String kind, Map<String, String> known, Map<String, String> came, Findings changed) {
    known.forEach(
        (key, value) -> {
          String now = came.get(key);
          if (now == null) {
            lost++;
            losses.add(
                Anomaly.LOST_MEMORY, kind + " " + key + " = " + Findings.quote(value), "nothing");
          } else if (!now.equals(value) && !memoryMayBeNewer && !maybe(kind, key, now)) {
            changed.add(
                Anomaly.LOST_MEMORY,
                kind + " " + key + " = " + Findings.quote(value),
                Findings.quote(now));
          }
        });
    if (now.whole() && !memoryMayBeNewer) {
      came.forEach(
          (key, value) -> {
            if (!known.containsKey(key) && !maybe(kind, key, value)) {
              changed.add(
                  Anomaly.LOST_MEMORY,
                  "no " + kind + " " + key,
                  key + " = " + Findings.quote(value));
            }
          });
    }
  }

  /** Whether a message that may have arrived brought this entry. */
  private boolean maybe(String kind, String key, String value) {
    for (Indeterminate message : owed.messages().indeterminate()) {
      Memory memory = message.memory();
      Map<String, String> brought =
          kind.equals("preference") ? memory.preferences() : memory.variables();
      if (value.equals(brought.get(key))) {
        return true;
      }
    }
    return false;
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
