package dev.holdfast.objectives;

import dev.holdfast.measure.RunEvent;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Map;

/**
 * The promise that others can speak in the users' sessions: of what was never taken in, nothing can
 * be lost.
 *
 * @param required share of what others wanted to say; above 0, at most 1
 */
public record OthersObjective(double required) implements RecordedObjective {

  /** Refuses a promise that everything keeps. */
  public OthersObjective {
    if (!(required > 0 && required <= 1)) {
      throw new IllegalArgumentException("others must be above 0 and at most 1, got: " + required);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    Map<String, Long> causes = Causes.of(run, RunEvent.OTHER_REFUSED);
    long refused = Causes.sum(causes);
    long spoke = run.events().getOrDefault(RunEvent.OTHER_SPOKE, 0L);
    if (spoke + refused == 0) {
      return result("nobody spoke", Status.NOT_MEASURED, "");
    }
    boolean met = spoke >= required * (spoke + refused);
    String measured = Wording.count(spoke) + " of " + Wording.count(spoke + refused);
    return result(
        refused == 0 ? measured : measured + "; refused: " + Causes.told(causes),
        met ? Status.MET : Status.MISSED,
        met ? "" : "the target refused messages of others, so their delivery could not be judged");
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        "others",
        "Messages of others taken in",
        "≥ " + Wording.share(required),
        measured,
        status,
        why);
  }
}
