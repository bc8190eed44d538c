package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The promise that a sampled figure lies within limits, such as that no token was found in a log.
 *
 * @param id short and stable, such as {@code tokens-in-logs}
 * @param title one line a lead can read
 * @param sample the name of the sample
 * @param atLeast least value that keeps the promise, in the sample's unit; may be infinite
 * @param atMost largest value that keeps it; not below {@code atLeast}; may be infinite
 */
public record CountObjective(String id, String title, String sample, double atLeast, double atMost)
    implements RecordedObjective {

  /** Refuses limits that nothing, or everything, keeps. */
  public CountObjective {
    if (!(atLeast <= atMost)) {
      throw new IllegalArgumentException(
          id + ".atMost must not be below atLeast (" + atLeast + "), got: " + atMost);
    }
    if (Double.isInfinite(atLeast) && Double.isInfinite(atMost)) {
      throw new IllegalArgumentException(
          id + ".atLeast or .atMost must be a number, got: none, which nothing can miss");
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    @Nullable Double value = run.samples().get(sample);
    if (value == null) {
      return result("no sample " + sample, Status.NOT_MEASURED);
    }
    boolean within = value >= atLeast && value <= atMost;
    return result(told(value), within ? Status.MET : Status.MISSED);
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return isTime();
  }

  @Override
  public boolean failsASmokeRun() {
    return !isTime();
  }

  private boolean isTime() {
    return sample.endsWith("-millis");
  }

  private ObjectiveResult result(String measured, Status status) {
    return new ObjectiveResult(id, title, required(), measured, status, "");
  }

  private String required() {
    if (atLeast == atMost) {
      return setting(atLeast);
    }
    if (Double.isInfinite(atLeast)) {
      return "≤ " + setting(atMost);
    }
    return Double.isInfinite(atMost)
        ? "≥ " + setting(atLeast)
        : setting(atLeast) + " to " + setting(atMost);
  }

  private String told(double value) {
    double nearest = value > atMost || Double.isInfinite(atLeast) ? atMost : atLeast;
    return isTime() ? Wording.millis(value, nearest) : Wording.number(value, nearest);
  }

  private String setting(double value) {
    return isTime() ? Wording.millis(value, value) : Wording.setting(value);
  }
}
