package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;

/**
 * The promise that so many users were really there at once.
 *
 * @param least virtual users alive at once; at least 1
 */
public record UsersObjective(int least) implements RecordedObjective {

  /** Refuses a promise about nobody. */
  public UsersObjective {
    if (least < 1) {
      throw new IllegalArgumentException("users must be at least 1, got: " + least);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    int peak = run.peakConcurrentUsers();
    Status status = peak >= least ? Status.MET : peak == 0 ? Status.NOT_MEASURED : Status.MISSED;
    return new ObjectiveResult(
        "concurrent-users",
        "Concurrent users",
        "≥ " + Wording.count(least),
        Wording.count(peak),
        status,
        "");
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }
}
