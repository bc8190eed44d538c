package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;

/**
 * The promise that the target does not itself end connections that its users still need. A user
 * comes back from that as from any loss, so no reconnection shows it.
 *
 * @param most dropped connections over judged reconnections; at least 0, below 1
 */
public record DroppedObjective(double most) implements RecordedObjective {

  /** Event: a user was to lose its connection, and found that the target had ended it before. */
  public static final String EVENT = "dropped-by-target";

  /** Refuses a promise that everything keeps. */
  public DroppedObjective {
    if (!(most >= 0 && most < 1)) {
      throw new IllegalArgumentException("dropped must be 0 to below 1, got: " + most);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    long judged = run.total().judged();
    if (judged == 0) {
      return result("no reconnection was judged", Status.NOT_MEASURED, "");
    }
    long dropped = run.events().getOrDefault(EVENT, 0L);
    boolean met = dropped <= most * judged;
    return result(
        (dropped == 0 ? "none" : Wording.count(dropped))
            + " in "
            + Wording.count(judged)
            + " reconnections",
        met ? Status.MET : Status.MISSED,
        met ? "" : "users found their connection closed before they lost it themselves");
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return true;
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        "dropped",
        "Connections dropped by target",
        "≤ " + Wording.shareUp(most),
        measured,
        status,
        why);
  }
}
