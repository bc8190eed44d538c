package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;

/**
 * The promise that no return is broken, where all share one event and so prove no rate.
 *
 * @param id short and stable
 * @param title one line a lead can read
 */
public record BrokenObjective(String id, String title) implements RecordedObjective {

  @Override
  public ObjectiveResult judge(RunRecord run) {
    long judged = run.total().judged();
    if (judged == 0) {
      return new ObjectiveResult(
          id, title, "0", "no reconnection was judged", Status.NOT_MEASURED, "");
    }
    long broken = judged - run.total().kept();
    return new ObjectiveResult(
        id,
        title,
        "0",
        Wording.count(broken) + " of " + Wording.count(judged),
        broken == 0 ? Status.MET : Status.MISSED,
        "");
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return true;
  }

  /** A return that came back late is broken too, and a smoke run looks at returns by itself. */
  @Override
  public boolean failsASmokeRun() {
    return false;
  }
}
