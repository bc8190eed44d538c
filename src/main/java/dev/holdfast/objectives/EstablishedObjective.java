package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Map;

/**
 * The promise that users get a session to keep: each was let in, and its first conversation was
 * acknowledged and answered. Of a session that never began nothing can be lost, so that a target
 * which takes nothing in would otherwise keep all it was given.
 *
 * @param required share of begun sessions; above 0, at most 1
 */
public record EstablishedObjective(double required) implements RecordedObjective {

  /** Event: a session never came to its established conversation; its detail is the cause. */
  public static final String FAILED = "session-failed";

  /** Refuses a promise that everything keeps. */
  public EstablishedObjective {
    if (!(required > 0 && required <= 1)) {
      throw new IllegalArgumentException(
          "established must be above 0 and at most 1, got: " + required);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    Map<String, Long> causes = Causes.of(run, FAILED);
    long failed = Causes.sum(causes);
    long established = Math.round(run.lastGauge(RunRecorder.SESSIONS_ESTABLISHED));
    long begun = established + failed;
    if (begun == 0) {
      return result("no session was begun", Status.NOT_MEASURED, "");
    }
    boolean met = established >= required * begun;
    String measured =
        (established == 0 ? "none of " : Wording.count(established) + " of ")
            + Wording.count(begun);
    return result(
            failed == 0 ? measured : measured + "; " + Causes.told(causes),
            met ? Status.MET : Status.MISSED,
            met
                ? ""
                : "sessions whose first conversation was not acknowledged and answered prove"
                    + " nothing")
        .with(Margin.missing(required, established / (double) begun));
  }

  /** Whether it would be met but for what did not come in time. */
  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    long refused = 0;
    long failed = 0;
    for (Map.Entry<String, Long> cause : Causes.of(run, FAILED).entrySet()) {
      failed += cause.getValue();
      refused += SilentCause.is(cause.getKey()) ? 0 : cause.getValue();
    }
    long begun = Math.round(run.lastGauge(RunRecorder.SESSIONS_ESTABLISHED)) + failed;
    return begun - refused >= required * begun;
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        "established",
        "Sessions established",
        "≥ " + Wording.share(required) + " acknowledged and answered",
        measured,
        status,
        why);
  }
}
