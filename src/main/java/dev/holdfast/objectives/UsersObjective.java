package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Standing;

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
    Standing standing =
        peak >= least ? Standing.MET : peak == 0 ? Standing.NOT_MEASURED : Standing.MISSED;
    return new ObjectiveResult(
        "concurrent-users",
        "Users at once",
        "≥ " + Wording.count(least),
        Wording.count(peak),
        standing,
        "");
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }
}
