package dev.holdfast.objectives;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a run can say nothing about its target: it did not measure what it planned, or its own
 * generator was the limit.
 *
 * @param maxLagP99 99th percentile of the event loops' lag; positive
 * @param maxGcPause longest stop-the-world pause; positive
 * @param minAchieved least share of planned reconnections begun within their time, 0 to 1
 * @param openFilesHeadroom share of the open files' limit that must stay free, 0 to 1
 * @param maxClockStep largest jump of the wall clock against the monotonic one; positive
 * @param maxCpuShare share of the processors above which the generator counts as the limit when its
 *     lag is above half of what is allowed, 0 to 1
 */
public record ValidityRules(
    Duration maxLagP99,
    Duration maxGcPause,
    double minAchieved,
    double openFilesHeadroom,
    Duration maxClockStep,
    double maxCpuShare) {

  private static final Series LAG = new Series(Phase.LAG, Cohort.ALL);

  /** Refuses limits that make no sense. */
  public ValidityRules {
    positive("max-lag-p99", maxLagP99);
    positive("max-gc-pause", maxGcPause);
    positive("max-clock-step", maxClockStep);
    share("min-achieved", minAchieved);
    share("open-files-headroom", openFilesHeadroom);
    share("max-cpu-share", maxCpuShare);
  }

  /** Lag 100 ms, pause 500 ms, 95 % achieved, 2 % of the files free, clock 1 s, processors 90 %. */
  public static ValidityRules standard() {
    return new ValidityRules(
        Duration.ofMillis(100), Duration.ofMillis(500), 0.95, 0.02, Duration.ofSeconds(1), 0.9);
  }

  /** Why this run can say nothing: one sentence a reason, empty if it can. */
  public List<String> violatedBy(RunRecord run) {
    List<String> reasons = new ArrayList<>(run.abortReasons());
    if (!reasons.isEmpty() && run.total().judged() == 0) {
      // All else that is missing then has the same cause.
      return List.copyOf(reasons);
    }
    ended(run, reasons);
    if (!run.complete()) {
      // What such a run lacks, it lacks because it was cut off.
      return List.copyOf(reasons);
    }
    measured(run, reasons);
    responsive(run, reasons);
    roomy(run.generator(), reasons);
    return List.copyOf(reasons);
  }

  private static void ended(RunRecord run, List<String> reasons) {
    if (!run.complete()) {
      reasons.add(
          "the run did not come to its planned end: "
              + (run.endedBy().isEmpty() ? "for no known reason" : run.endedBy()));
    }
  }

  private void measured(RunRecord run, List<String> reasons) {
    Tally total = run.total();
    if (total.judged() == 0) {
      reasons.add("nothing was measured: no reconnection was judged");
    }
    if (total.planned() != total.judged()) {
      reasons.add(
          "planned and judged reconnections differ: "
              + Wording.count(total.planned())
              + " planned, "
              + Wording.count(total.judged())
              + " judged");
    }
    int users = run.identity().plannedUsers();
    if (run.peakConcurrentUsers() < users) {
      reasons.add(
          "only "
              + Wording.count(run.peakConcurrentUsers())
              + " users were there at once, planned were "
              + Wording.count(users));
    }
    double achieved = run.generator().achievedOverPlanned();
    if (achieved < minAchieved) {
      reasons.add(
          "the generator began only "
              + Wording.shareDown(achieved)
              + " of the planned reconnections within their time, the least is "
              + Wording.shareDown(minAchieved));
    }
  }

  private void responsive(RunRecord run, List<String> reasons) {
    GeneratorFigures generator = run.generator();
    double limit = millis(maxLagP99);
    double lag = generator.eventLoopLagP99Millis();
    var lags = run.latencies().get(LAG);
    if (lags == null || lags.getTotalCount() == 0) {
      reasons.add(
          "the generator's event-loop lag was not measured, so nobody knows whose delays these"
              + " are");
    }
    if (lag > limit) {
      reasons.add(
          "the generator's event loops ran late: p99 "
              + Wording.millis(lag)
              + ", the limit is "
              + Wording.millis(limit));
    }
    if (generator.cpuShare() > maxCpuShare && lag > limit / 2) {
      reasons.add(
          "the generator used "
              + Wording.shareUp(generator.cpuShare())
              + " of the processors (the limit is "
              + Wording.shareUp(maxCpuShare)
              + ") while its event loops ran late: p99 "
              + Wording.millis(lag));
    }
    exceeds("the generator's longest collector pause", generator.gcPauseMaxMillis(), maxGcPause)
        .ifPresent(reasons::add);
  }

  private void roomy(GeneratorFigures generator, List<String> reasons) {
    exceeds("the wall clock's jump during the run", generator.clockStepMaxMillis(), maxClockStep)
        .ifPresent(reasons::add);
    double most = generator.openFilesLimit() * (1 - openFilesHeadroom);
    if (generator.openFilesLimit() > 0 && generator.openFilesMax() >= most) {
      reasons.add(
          "the generator ran out of files: "
              + Wording.count(generator.openFilesMax())
              + " of "
              + Wording.count(generator.openFilesLimit())
              + " were open, "
              + Wording.shareDown(openFilesHeadroom)
              + " must stay free");
    }
  }

  private static Optional<String> exceeds(String what, double millis, Duration limit) {
    return millis > millis(limit)
        ? Optional.of(
            what + " was " + Wording.millis(millis) + ", the limit is " + Wording.duration(limit))
        : Optional.empty();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static void positive(String key, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(key + " must be positive, got: " + value);
    }
  }

  private static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(key + " must be 0 to 1, got: " + value);
    }
  }
}
