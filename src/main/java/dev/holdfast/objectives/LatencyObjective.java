package dev.holdfast.objectives;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The promise that a phase takes at most so long.
 *
 * @param id short and stable, such as {@code restore-brief-p999}
 * @param title one line a lead can read
 * @param phase what is timed
 * @param cohort for whom
 * @param statistic which figure is held to the limit
 * @param limit longest that keeps the promise; positive
 */
public record LatencyObjective(
    String id, String title, Phase phase, Cohort cohort, Statistic statistic, Duration limit)
    implements RecordedObjective {

  /** Refuses a limit that nothing could keep. */
  public LatencyObjective {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException(id + ".limit must be positive, got: " + limit);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    @Nullable Histogram times = run.latencies().get(new Series(phase, cohort));
    if (times == null || times.getTotalCount() == 0) {
      return result(CohortWords.untimed(phase, cohort), Status.NOT_MEASURED, "");
    }
    long count = times.getTotalCount();
    double micros = statistic.of(times);
    Margin used = Margin.below(limit.toNanos() / 1e3, micros);
    String measured =
        statistic.label()
            + " "
            + Wording.micros(micros, limit)
            + " ("
            + Wording.count(count)
            + " "
            + phase.counted(count)
            + ")";
    if (micros > limit.toNanos() / 1e3) {
      return result(measured, Status.MISSED, "").with(used);
    }
    if (count < statistic.leastCount()) {
      return result(
              measured,
              Status.NOT_PROVEN,
              statistic.label()
                  + " of so few is only their largest: at least "
                  + Wording.count(statistic.leastCount())
                  + " are needed, "
                  + Wording.count(statistic.leastCount() - count)
                  + " more")
          .with(used)
          .provenBy((double) statistic.leastCount() / count);
    }
    return result(measured, Status.MET, "").with(used);
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return true;
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        id, title, statistic.label() + " ≤ " + Wording.duration(limit), measured, status, why);
  }
}
