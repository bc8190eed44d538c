package dev.holdfast.objectives;

import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.statistics.MedianBounds;
import dev.holdfast.statistics.TheilSen;
import dev.holdfast.wording.Wording;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The promise that a phase hardly gets slower from one cycle of loss and return to the next.
 *
 * <p>The slope of the cycles' medians (Theil and Sen's, with its bounds) over the measured baseline
 * (the median of the three quickest cycles together, with its bounds); each has half of the allowed
 * error. The quickest, not the first: processes that have just begun are slow, and a growth over
 * their times would look small. A slope that is surely below a floor is met whatever the ratio.
 *
 * @param id short and stable, such as {@code connect-per-cycle}
 * @param title one line a lead can read
 * @param phase what is timed
 * @param dimension the cohorts' dimension whose values are the cycles 1, 2, …; values that are no
 *     whole number, such as {@code 10+}, are left out
 * @param maxGrowth growth a cycle over the baseline must be below this share; positive
 * @param floor growth a cycle below this does not matter; not negative
 */
public record PerCycleObjective(
    String id, String title, Phase phase, String dimension, double maxGrowth, Duration floor)
    implements RecordedObjective {

  private static final int BASELINE_CYCLES = 3;
  private static final double ENOUGH_CYCLES = 6;

  /** Refuses limits that make no sense. */
  public PerCycleObjective {
    if (!(maxGrowth > 0 && maxGrowth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(id + ".maxGrowth must be positive, got: " + maxGrowth);
    }
    if (floor.isNegative()) {
      throw new IllegalArgumentException(id + ".floor must not be negative, got: " + floor);
    }
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    TreeMap<Integer, Histogram> cycles = cycles(run);
    if (cycles.isEmpty()) {
      return result("no " + phase.id() + " by " + dimension + " was timed", Status.NOT_MEASURED);
    }
    double each = 1 - (1 - run.identity().confidence()) / 2;
    List<TheilSen.Point> medians =
        cycles.entrySet().stream()
            .map(
                cycle ->
                    new TheilSen.Point(cycle.getKey(), cycle.getValue().getValueAtPercentile(50)))
            .toList();
    Optional<TheilSen> trend = TheilSen.of(medians, each);
    if (trend.isEmpty()) {
      return result(
              cycles.size() + " cycles",
              Status.NOT_PROVEN,
              "a trend with bounds needs more cycles: six are enough at 95 % confidence")
          .provenBy(ENOUGH_CYCLES / cycles.size());
    }
    return judge(trend.get(), baseline(cycles, each), cycles.size());
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return true;
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private ObjectiveResult judge(TheilSen trend, MedianBounds baseline, int cycles) {
    double floorMicros = floor.toNanos() / 1e3;
    double atMost = trend.high() <= 0 ? 0 : trend.high() / baseline.low();
    double atLeast = trend.low() <= 0 ? 0 : trend.low() / baseline.high();
    Margin used = Margin.below(maxGrowth, atMost);
    String measured =
        Wording.shareUp(trend.slope() / Math.max(1, baseline.median()))
            + " of "
            + Wording.micros(baseline.median())
            + " over "
            + cycles
            + " cycles (at most "
            + (Double.isFinite(atMost) ? Wording.share(atMost, maxGrowth) : "unknown")
            + ")";
    if (atMost < maxGrowth) {
      return result(measured, Status.MET).with(used);
    }
    if (trend.high() < floorMicros) {
      return result(
              measured,
              Status.MET,
              "the growth is at most "
                  + Wording.micros(trend.high(), floor)
                  + " a cycle, below the floor of "
                  + Wording.duration(floor))
          .with(Margin.below(floorMicros, trend.high()));
    }
    if (atLeast > maxGrowth && trend.low() > floorMicros) {
      return result(measured, Status.MISSED).with(used);
    }
    return result(
            measured,
            Status.NOT_PROVEN,
            "the limit lies within the bounds: more cycles or users would narrow them")
        .with(used);
  }

  private TreeMap<Integer, Histogram> cycles(RunRecord run) {
    TreeMap<Integer, Histogram> cycles = new TreeMap<>();
    run.latencies()
        .forEach(
            (series, times) -> {
              if (series.phase() == phase
                  && series.cohort().dimension().equals(dimension)
                  && series.cohort().value().matches("[1-9][0-9]{0,8}")
                  && times.getTotalCount() > 0) {
                cycles.put(Integer.valueOf(series.cohort().value()), times);
              }
            });
    return cycles;
  }

  private static MedianBounds baseline(TreeMap<Integer, Histogram> cycles, double confidence) {
    Histogram quickest = new Histogram(3);
    cycles.values().stream()
        .sorted(Comparator.comparingLong(times -> times.getValueAtPercentile(50)))
        .limit(BASELINE_CYCLES)
        .forEach(quickest::add);
    return MedianBounds.of(quickest, confidence);
  }

  private ObjectiveResult result(String measured, Status status) {
    return result(measured, status, "");
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        id,
        title,
        "< " + Wording.share(maxGrowth) + " a cycle, or < " + Wording.duration(floor),
        measured,
        status,
        why);
  }
}
