package dev.holdfast.continuity;

import java.util.Map;

/** Compares a memory that came with one that may be owed, entry by entry. */
final class MemoryComparison {

  private final OwedMessages messages;
  private final boolean mayBeNewer;
  private final boolean whole;
  private final Findings changed = new Findings();
  private final Findings losses = new Findings();
  private int lost;

  /**
   * Compares.
   *
   * @param messages among which one may have arrived that brought an entry
   * @param mayBeNewer whether the agent may have changed and added entries
   */
  MemoryComparison(OwedMessages messages, boolean mayBeNewer, OwedState.State known, Memory came) {
    this.messages = messages;
    this.mayBeNewer = mayBeNewer;
    this.whole = known.whole();
    compare("preference", known.memory().preferences(), came.preferences());
    compare("variable", known.memory().variables(), came.variables());
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

  private void compare(String kind, Map<String, String> known, Map<String, String> came) {
    known.forEach(
        (key, value) -> {
          String now = came.get(key);
          if (now == null) {
            lost++;
            losses.add(
                Anomaly.LOST_MEMORY, kind + " " + key + " = " + Findings.quote(value), "nothing");
          } else if (!now.equals(value) && !mayBeNewer && !maybe(kind, key, now)) {
            changed.add(
                Anomaly.LOST_MEMORY,
                kind + " " + key + " = " + Findings.quote(value),
                Findings.quote(now));
          }
        });
    if (whole && !mayBeNewer) {
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
    for (Indeterminate message : messages.indeterminate()) {
      Memory memory = message.memory();
      Map<String, String> brought =
          kind.equals("preference") ? memory.preferences() : memory.variables();
      if (value.equals(brought.get(key))) {
        return true;
      }
    }
    return false;
  }
}
