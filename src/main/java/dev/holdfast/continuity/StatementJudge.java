package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Part;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.RestoredContext;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds what a server says of a return, in its greeting and its status, against what the return
 * was. What contradicts the parts that were served is torn from them; who is taken for somewhere
 * else than it is, is not recognised.
 */
final class StatementJudge {

  /** A share that is told may be rounded to two digits. */
  private static final double ROUNDING = 0.005;

  private final LedgerState owed;
  private final Reconnection came;
  private final RestoredContext restored;
  private final Set<Part> toldParts;
  private final Findings findings;

  StatementJudge(
      LedgerState owed,
      Reconnection came,
      RestoredContext restored,
      Set<Part> toldParts,
      Findings findings) {
    this.owed = owed;
    this.came = came;
    this.restored = restored;
    this.toldParts = toldParts;
    this.findings = findings;
  }

  /** The class of the gap must be one in which the server may honestly have placed it. */
  void gap(Set<GapClass> possible) {
    ServerEvent.Status status = restored.status();
    if (status != null && status.gapClass() != null && !possible.contains(status.gapClass())) {
      findings.add(
          Anomaly.TORN_CONTEXT,
          "the status of a "
              + possible.stream().map(GapClass::id).collect(Collectors.joining(" or "))
              + " gap",
          "that of a " + status.gapClass().id() + " one");
    }
  }

  /**
   * The share that is said to be preserved must be that of the items which came, to half an item.
   *
   * @param lost items that are owed and did not come
   */
  void share(GapClass gapClass, int lost) {
    ServerEvent.Status status = restored.status();
    if (status == null || !restored.has(toldParts) || owed.items() == 0) {
      return;
    }
    if (gapClass == GapClass.EXTENDED) {
      if (status.expired() && status.preservationRate() > ROUNDING) {
        torn("nothing preserved", status);
      }
    } else if (isKnown(lost)) {
      int items = lost + itemsThatCame();
      double preserved = 1 - (double) lost / items;
      double tolerance = Math.max(ROUNDING, 0.5 / items);
      // A share such as 0.95 of 20 must not fail on the last bit of a double.
      if (Math.abs(status.preservationRate() - preserved) > tolerance + 1e-9) {
        torn((items - lost) + " of " + items + " items preserved", status);
      }
    }
  }

  /** Whether the client knows all that the server had to keep, and when it was given up. */
  private boolean isKnown(int lost) {
    boolean settled = came.agentIdle() && owed.idle() && !owed.messages().anyInFlight();
    // A loss without a warning is reported by itself; one that was announced before is an old one.
    return settled
        && owed.unseenLoss() == null
        && (lost == 0 || restored.warned())
        && itemsThatCame() > 0;
  }

  private int itemsThatCame() {
    ServerEvent.History history = restored.history();
    ServerEvent.Context context = restored.context();
    int items = history == null ? 0 : history.messages().size();
    return items + (context == null ? 0 : context.memory().size() + context.toolCalls().size());
  }

  private void torn(String what, ServerEvent.Status status) {
    findings.add(Anomaly.TORN_CONTEXT, what, "a preservation rate of " + status.preservationRate());
  }

  /** Whether the client moved must be told rightly where it is known, and the target claims to. */
  void place() {
    ServerEvent.Established greeting = restored.greeting();
    if (greeting == null
        || !greeting.recognised()
        || came.whereabouts() == Reconnection.Whereabouts.UNKNOWN) {
      return;
    }
    boolean moved = came.whereabouts() == Reconnection.Whereabouts.ELSEWHERE;
    if (greeting.locationChanged() != moved) {
      findings.add(
          Anomaly.SESSION_NOT_RECOGNISED,
          moved ? "known to have moved" : "known where it was",
          moved ? "no change of place detected" : "a change of place detected");
    }
  }
}
