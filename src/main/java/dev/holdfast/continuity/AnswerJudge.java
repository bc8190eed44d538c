package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.MemoryKind;

/** Looks, in the memory that an answer shows, for what the user asked to be remembered. */
final class AnswerJudge {

  private final LedgerState owed;
  private final Findings faults;

  AnswerJudge(LedgerState owed, Findings faults) {
    this.owed = owed;
    this.faults = faults;
  }

  void judge(ServerEvent.Answered answered) {
    Memory shown = answered.memory();
    if (shown == null) {
      return;
    }
    Memory missed = owed.state().missedIn(shown, answered.version(), owed.messages());
    for (MemoryKind kind : MemoryKind.values()) {
      kind.of(missed)
          .forEach(
              (key, value) -> {
                String now = kind.of(shown).get(key);
                faults.add(
                    Anomaly.LOST_MEMORY,
                    kind.describe(key, value),
                    now == null
                        ? "an answer whose memory is without it"
                        : "an answer whose memory has " + Findings.quote(now));
              });
    }
  }
}
