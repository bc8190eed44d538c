package dev.holdfast.assessment;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.lateness.Lateness;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.wording.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a run can say nothing about its target, and when its generator was late, which can explain
 * what came late and nothing else.
 *
 * @param maxLagP99 99th percentile of the event loops' lag in an interval that is in time; positive
 * @param maxPause longest that they may stand still in it, as in a pause of the collector; positive
 * @param minAchieved least share of planned reconnections begun within their time, 0 to 1
 * @param openFilesHeadroom share of the open files' limit that must stay free, 0 to 1
 * @param maxClockStep largest jump of the wall clock against the monotonic one that is not told;
 *     positive
 */
public record ValidityRules(
    Duration maxLagP99,
    Duration maxPause,
    double minAchieved,
    double openFilesHeadroom,
    Duration maxClockStep) {

  /** What a server that ends sessions and tokens by the time of day does when that jumps. */
  private static final Set<Anomaly> BY_THE_WALL_CLOCK =
      EnumSet.of(Anomaly.EXPIRED_EARLY, Anomaly.NOT_EXPIRED, Anomaly.BLOCKED, Anomaly.ADMITTED);

  /** Refuses limits that make no sense. */
  public ValidityRules {
    positive("max-lag-p99", maxLagP99);
    positive("max-pause", maxPause);
    positive("max-clock-step", maxClockStep);
    share("min-achieved", minAchieved);
    share("open-files-headroom", openFilesHeadroom);
  }

  /** Lag 100 ms, pause 500 ms, 95 % achieved, 2 % of the files free, clock 1 s. */
  public static ValidityRules standard() {
    return new ValidityRules(
        Duration.ofMillis(100), Duration.ofMillis(500), 0.95, 0.02, Duration.ofSeconds(1));
  }

  /** Where in that run its generator was late. */
  public Lateness lateness(RunRecord run) {
    return Lateness.of(run, maxLagP99, maxPause);
  }

  /**
   * Why this run can say nothing, whatever its figures: one sentence a reason, empty if it can. The
   * generator's lateness is no such reason: see {@link #lateness}.
   *
   * <p>A smoke run need not bear its planned load: it proves nothing in any case.
   */
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
    if (!run.identity().smoke()) {
      loaded(run, reasons);
    }
    files(run.generator(), reasons);
    if (run.anomalies().entrySet().stream()
        .anyMatch(each -> each.getValue() > 0 && BY_THE_WALL_CLOCK.contains(each.getKey()))) {
      clockJump(run)
          .map(jump -> jump + "; a server that ends sessions by the time of day follows it")
          .ifPresent(reasons::add);
    }
    return List.copyOf(reasons);
  }

  /** That the wall clock jumped further than is allowed; nothing is timed by it. */
  public Optional<String> clockJump(RunRecord run) {
    double millis = run.generator().clockStepMaxMillis();
    return millis > millis(maxClockStep)
        ? Optional.of(
            "the wall clock's jump during the run was "
                + Wording.millis(millis, maxClockStep)
                + ", the limit is "
                + Wording.duration(maxClockStep))
        : Optional.empty();
  }

  private static void ended(RunRecord run, List<String> reasons) {
    if (!run.complete()) {
      reasons.add(
          "the run did not come to its planned end: "
              + (run.endedBy().isEmpty() ? "for no known reason" : run.endedBy()));
    }
  }

  private static void measured(RunRecord run, List<String> reasons) {
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
  }

  private void loaded(RunRecord run, List<String> reasons) {
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
              + Wording.shareDown(achieved, minAchieved)
              + " of the planned reconnections within their time, the least is "
              + Wording.share(minAchieved));
    }
  }

  private void files(GeneratorFigures generator, List<String> reasons) {
    double most = generator.openFilesLimit() * (1 - openFilesHeadroom);
    if (generator.openFilesLimit() > 0 && generator.openFilesMax() >= most) {
      reasons.add(
          "the generator ran out of files: "
              + Wording.count(generator.openFilesMax())
              + " of "
              + Wording.count(generator.openFilesLimit())
              + " were open, "
              + Wording.share(openFilesHeadroom)
              + " must stay free");
    }
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
