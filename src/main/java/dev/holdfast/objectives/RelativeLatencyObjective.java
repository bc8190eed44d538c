package dev.holdfast.objectives;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.statistics.MedianBounds;
import dev.holdfast.wording.Wording;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The promise that a phase takes hardly longer for one cohort than for another of the same run,
 * such as after a change of place.
 *
 * <p>Medians are compared, because a single pause on the machine moves a mean by more than the
 * promise; the tails have promises of their own. Each median's bound has half of the allowed error,
 * so the bound of their ratio holds at the run's confidence whatever the distributions are
 * (Bonferroni). A difference that is surely below a floor is met whatever the ratio: ten per cent
 * of nothing is nothing.
 *
 * @param id short and stable, such as {@code other-place}
 * @param title one line a lead can read
 * @param phase what is timed
 * @param base the cohort that is the measure
 * @param other the cohort that is measured by it
 * @param maxRatio other over base must be below this; at least 1
 * @param floor differences below this do not matter; not negative
 */
public record RelativeLatencyObjective(
    String id,
    String title,
    Phase phase,
    Cohort base,
    Cohort other,
    double maxRatio,
    Duration floor)
    implements RecordedObjective {

  /** Refuses limits that make no sense. */
  public RelativeLatencyObjective {
    if (!(maxRatio >= 1 && maxRatio < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(id + ".maxRatio must be at least 1, got: " + maxRatio);
    }
    if (floor.isNegative()) {
      throw new IllegalArgumentException(id + ".floor must not be negative, got: " + floor);
    }
    if (base.equals(other)) {
      throw new IllegalArgumentException(
          id + ".other must be another cohort than base, got twice: " + base);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    @Nullable Histogram baseTimes = run.latencies().get(new Series(phase, base));
    @Nullable Histogram otherTimes = run.latencies().get(new Series(phase, other));
    if (baseTimes == null || baseTimes.getTotalCount() == 0) {
      return notMeasured(base);
    }
    if (otherTimes == null || otherTimes.getTotalCount() == 0) {
      return notMeasured(other);
    }
    double each = 1 - (1 - run.identity().confidence()) / 2;
    return compare(MedianBounds.of(baseTimes, each), MedianBounds.of(otherTimes, each));
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return true;
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private ObjectiveResult compare(MedianBounds was, MedianBounds is) {
    double floorMicros = floor.toNanos() / 1e3;
    // Nothing below a microsecond was resolved.
    double atMost = is.high() / Math.max(1, was.low());
    double atLeast = is.low() / Math.max(1, was.high());
    String measured =
        Wording.micros(was.median())
            + " → "
            + Wording.micros(is.median())
            + " (× "
            + Wording.number(atLeast, maxRatio)
            + " to "
            + Wording.number(atMost, maxRatio)
            + ")";
    Margin used = Margin.below(maxRatio - 1, atMost - 1);
    if (atMost < maxRatio) {
      return result(measured, Status.MET, "").with(used);
    }
    if (is.high() - was.low() < floorMicros) {
      return result(
              measured,
              Status.MET,
              "the difference is at most "
                  + Wording.micros(is.high() - was.low(), floor)
                  + ", below the floor of "
                  + Wording.duration(floor))
          .with(Margin.below(floorMicros, is.high() - was.low()));
    }
    if (atLeast > maxRatio && is.low() - was.high() > floorMicros) {
      return result(measured, Status.MISSED, "").with(used);
    }
    return result(
            measured,
            Status.NOT_PROVEN,
            "the limit lies within the bounds: more reconnections would narrow them")
        .with(used);
  }

  private ObjectiveResult notMeasured(Cohort cohort) {
    return result(CohortWords.untimed(phase, cohort), Status.NOT_MEASURED, "");
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        id,
        title,
        "< "
            + Wording.setting(maxRatio)
            + " × "
            + CohortWords.of(base)
            + ", or < "
            + Wording.duration(floor)
            + " more",
        measured,
        status,
        why);
  }
}
