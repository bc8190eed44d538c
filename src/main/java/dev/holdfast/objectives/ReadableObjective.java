package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Map;

/**
 * The promise that the target says nothing that its clients cannot read. What cannot be read cannot
 * be judged either.
 *
 * @param most unreadable frames over judged reconnections; at least 0, below 1
 */
public record ReadableObjective(double most) implements RecordedObjective {

  /** Event: a frame could not be read; its detail is why not. */
  public static final String EVENT = "unreadable-frame";

  /** Refuses a promise that everything keeps. */
  public ReadableObjective {
    if (!(most >= 0 && most < 1)) {
      throw new IllegalArgumentException("readable must be 0 to below 1, got: " + most);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    Map<String, Long> causes = Causes.of(run, EVENT);
    long unreadable = Causes.sum(causes);
    long judged = run.total().judged();
    if (judged == 0 && unreadable == 0) {
      return result("no reconnection was judged", Status.NOT_MEASURED, "");
    }
    boolean met = unreadable <= most * judged;
    String measured =
        (unreadable == 0 ? "none" : Wording.count(unreadable))
            + " in "
            + Wording.count(judged)
            + " reconnections";
    return result(
        unreadable == 0 ? measured : measured + "; " + Causes.told(causes),
        met ? Status.MET : Status.MISSED,
        met ? "" : "what a client cannot read is no answer to it");
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        "readable", "Unreadable frames", "≤ " + Wording.shareUp(most), measured, status, why);
  }
}
