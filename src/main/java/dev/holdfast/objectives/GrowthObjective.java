package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The promise that a figure hardly grows between two samples of a run, such as the backend's heap
 * before and after all cycles.
 *
 * @param id short and stable, such as {@code backend-memory}
 * @param title one line a lead can read
 * @param before the name of the earlier sample
 * @param after the name of the later one
 * @param maxGrowth growth over the earlier one must be below this share; positive
 * @param floor growth below this does not matter, in the samples' unit; not negative
 */
public record GrowthObjective(
    String id, String title, String before, String after, double maxGrowth, double floor)
    implements RecordedObjective {

  /** Refuses limits that make no sense. */
  public GrowthObjective {
    if (!(maxGrowth > 0 && maxGrowth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(id + ".maxGrowth must be positive, got: " + maxGrowth);
    }
    if (!(floor >= 0 && floor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(id + ".floor must not be negative, got: " + floor);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    @Nullable Double was = run.samples().get(before);
    @Nullable Double is = run.samples().get(after);
    if (was == null || is == null) {
      return result("no sample " + (was == null ? before : after), Status.NOT_MEASURED, "");
    }
    double growth = is - was;
    String measured =
        told(was)
            + " → "
            + told(is)
            + (was > 0 ? " (" + Wording.share(growth / was, maxGrowth) + ")" : "");
    Margin used = was > 0 ? Margin.below(maxGrowth, growth / was) : Margin.NONE;
    if (growth <= 0 || (was > 0 && growth / was < maxGrowth)) {
      return result(measured, Status.MET, "").with(used);
    }
    if (growth < floor) {
      return result(
              measured,
              Status.MET,
              "the growth of " + told(growth) + " is below the floor of " + told(floor))
          .with(Margin.below(floor, growth));
    }
    return result(measured, Status.MISSED, "").with(used);
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        id,
        title,
        "grows < " + Wording.share(maxGrowth) + ", or < " + told(floor),
        measured,
        status,
        why);
  }

  private String told(double value) {
    return before.contains("bytes") ? Wording.bytes(value) : Wording.number(value);
  }
}
