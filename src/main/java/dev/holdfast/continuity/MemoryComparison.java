package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Scalar;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.MemoryKind;
import dev.holdfast.continuity.owed.OwedState;
import dev.holdfast.continuity.owed.UsersMemory;
import java.util.Map;

/** Compares a memory that came with one that may be owed, entry by entry. */
final class MemoryComparison {

  private final LedgerState owed;
  private final boolean mayBeNewer;
  private final boolean whole;
  private final Findings changed = new Findings();
  private final Findings losses = new Findings();
  private int lost;

  /**
   * Compares.
   *
   * @param owed knows which entries are the user's, and which messages may have brought more
   * @param mayBeNewer whether the agent may have added entries, and changed its own
   */
  MemoryComparison(LedgerState owed, boolean mayBeNewer, OwedState.State known, Memory came) {
    this.owed = owed;
    this.mayBeNewer = mayBeNewer;
    this.whole = known.whole();
    for (MemoryKind kind : MemoryKind.values()) {
      compare(kind, kind.of(known.memory()), kind.of(came));
    }
  }

  /** Entries with another value, or of nobody. */
  Findings changed() {
    return changed;
  }

  /** Entries that are gone. */
  Findings losses() {
    return losses;
  }

  int lost() {
    return lost;
  }

  /** How many entries are not as they were. */
  int size() {
    return lost + changed.size();
  }

  private void compare(MemoryKind kind, Map<String, String> known, Map<String, String> came) {
    known.forEach(
        (key, value) -> {
          String now = came.get(key);
          if (now == null) {
            lost++;
            losses.add(Anomaly.LOST_MEMORY, kind.describe(key, value), "nothing");
          } else if (!Scalar.same(now, value) && !mayHave(kind, key, now)) {
            changed.add(Anomaly.LOST_MEMORY, kind.describe(key, value), Findings.quote(now));
          }
        });
    if (whole && !mayBeNewer) {
      came.forEach(
          (key, value) -> {
            if (!known.containsKey(key) && !owed.messages().mayBring(kind, key, value)) {
              boolean expired = owed.past().had(kind, key, value);
              changed.add(
                  expired ? Anomaly.NOT_EXPIRED : Anomaly.LOST_MEMORY,
                  expired ? "nothing of what expired" : "no such entry",
                  kind.describe(key, value));
            }
          });
    }
  }

  /** Whether an entry may have changed to that value: a working agent may change its own. */
  private boolean mayHave(MemoryKind kind, String key, String value) {
    UsersMemory users = owed.state().users();
    return owed.messages().mayBring(kind, key, value)
        || (users.owns(kind, key) ? users.allows(kind, key, value) : mayBeNewer);
  }
}
