package dev.holdfast.soak;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Margin;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.time.Duration;
import java.util.Optional;

/**
 * The promise that no stretch of a run is bad, however good the rest: the 99th percentile of the
 * whole restore in any window.
 *
 * @param worst the worst window; empty if nothing was timed
 * @param length how long a window is; above 0
 * @param limit longest that keeps the promise; above 0
 */
public record WindowObjective(Optional<TimeSeries.Window> worst, Duration length, Duration limit)
    implements Objective {

  /** Fewer values than this have no 99th percentile, only a largest. */
  private static final int LEAST = 100;

  /** Refuses a limit that nothing could keep. */
  public WindowObjective {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("length must be above 0, got: " + length);
    }
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("limit must be above 0, got: " + limit);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    if (worst.isEmpty()) {
      return result("no restore was timed after the warm-up", Status.NOT_MEASURED, "");
    }
    TimeSeries.Window window = worst.get();
    double allowed = limit.toNanos() / 1e3;
    String measured =
        "p99 "
            + Wording.micros(window.micros(), limit)
            + " ("
            + Wording.count(window.count())
            + " reconnections)"
            + " from "
            + Wording.millis(window.fromMillis())
            + " to "
            + Wording.millis(window.toMillis());
    Margin used = Margin.below(allowed, window.micros());
    if (window.micros() > allowed) {
      return result(measured, Status.MISSED, "").with(used);
    }
    if (window.count() < LEAST) {
      return result(measured, Status.NOT_PROVEN, "p99 of so few is only their largest")
          .with(used)
          .provenBy((double) LEAST / window.count());
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
        "worst-window",
        "Restore time, worst window",
        "p99 of any " + Wording.duration(length) + " ≤ " + Wording.duration(limit),
        measured,
        status,
        why);
  }
}
