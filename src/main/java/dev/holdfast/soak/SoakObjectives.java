package dev.holdfast.soak;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.ReleaseObjectives;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.lateness.TimedWithin;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.PerCycleObjective;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.plan.ObjectivePlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.soak.DriftPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a soak promises: all that holds for any run, no drift, and no bad window. */
public final class SoakObjectives {

  /** Gauge: the largest heap that the injector may have. */
  public static final String INJECTOR_HEAP_LIMIT = "generator.heap-max-bytes";

  /** Gauge: the largest heap that the backend may have. */
  public static final String BACKEND_HEAP_LIMIT = "backend.heap-max-bytes";

  /** Gauge: how many files the backend may open. */
  public static final String BACKEND_FILES_LIMIT = "backend.open-files-limit";

  private static final String INJECTOR_FILES_LIMIT = "generator.open-files-limit";
  private static final int FLOORS_A_STEP = 5;
  private static final double BROKEN_A_THOUSAND = 0.001;
  private static final double BROKEN_STEP = 0.01;
  private static final double THROUGHPUT_A_THOUSAND = 0.01;

  private SoakObjectives() {}

  /** What is promised whatever the course of the run. */
  public static List<RecordedObjective> of(RunPlan plan) {
    ObjectivePlan promised = plan.objectives();
    List<RecordedObjective> objectives = new ArrayList<>(ReleaseObjectives.ofAnyLoad(plan));
    objectives.add(
        new PerCycleObjective(
            "cycle-growth",
            "Restore time, growth per cycle",
            Phase.RESTORE,
            "cycle",
            promised.cycleGrowth(),
            promised.cycleFloor()));
    return List.copyOf(objectives);
  }

  /**
   * The verdict of a recorded soak; of one that was ended early, of what ran.
   *
   * @param always what is promised whatever its course
   * @param promised what is promised of its course
   */
  public static Assessment assess(
      List<RecordedObjective> always,
      ValidityRules rules,
      SoakPromise promised,
      RunRecord run,
      Path runFolder) {
    return Assessor.byCourse(of -> of(always, promised, of, runFolder), rules)
        .assess(PartialRun.judged(run), TimedWithin.of(runFolder));
  }

  private static List<Objective> of(
      List<RecordedObjective> always, SoakPromise promised, RunRecord run, Path runFolder) {
    List<Objective> objectives = new ArrayList<>(always);
    objectives.addAll(of(promised, run, TimeSeriesReader.read(run, runFolder, promised.window())));
    return objectives;
  }

  /** Judges what ran so far, by what needs no course: drift is told at the end. */
  public static Assessor soFar(RunPlan plan) {
    return new Assessor(ReleaseObjectives.ofAnyLoad(plan), ReleaseObjectives.rules(plan.limits()));
  }

  /** What is promised of a run's course, the most important first. */
  static List<Objective> of(SoakPromise promised, RunRecord run, TimeSeries timeSeries) {
    List<Objective> objectives = new ArrayList<>();
    objectives.add(
        new WindowObjective(timeSeries.worst(), promised.window(), promised.windowP99()));
    DriftDetector detector = new DriftDetector(promised.drift().confidence(), promised.seed());
    for (Metric figure : Metric.values()) {
      if (isPromised(figure, promised, timeSeries)) {
        List<Observation> series = timeSeries.of(figure);
        Tolerance tolerance = tolerance(figure, promised.drift(), run, series);
        objectives.add(new SteadyObjective(figure, series, tolerance, detector));
      }
    }
    return List.copyOf(objectives);
  }

  /** A target that does not tell its figures promises nothing of them; the mock backend does. */
  private static boolean isPromised(Metric figure, SoakPromise promised, TimeSeries timeSeries) {
    if (figure == Metric.INJECTOR_HEAP) {
      return promised.collects();
    }
    if (!figure.id().startsWith("backend.")) {
      return true;
    }
    boolean collects = figure != Metric.BACKEND_HEAP || promised.collects();
    return collects && (promised.ownBackend() || !timeSeries.of(figure).isEmpty());
  }

  private static Tolerance tolerance(
      Metric figure, DriftPlan plan, RunRecord run, List<Observation> series) {
    double base = Math.abs(baseline(series));
    double step = plan.stepShare() * base;
    return switch (figure.unit()) {
      case MICROS -> {
        double floor = plan.latencyFloor().toNanos() / 1e3;
        yield new Tolerance(
            plan.latency().toNanos() / 1e3,
            floor,
            Math.max(step, FLOORS_A_STEP * floor),
            Double.POSITIVE_INFINITY,
            plan.horizon());
      }
      case BYTES -> bytes(figure, plan, run, base, step);
      case COUNT ->
          new Tolerance(
              plan.count(),
              plan.countFloor(),
              Math.max(step, (double) FLOORS_A_STEP * plan.countFloor()),
              limit(figure, run),
              plan.horizon());
      case SHARE ->
          new Tolerance(
              BROKEN_A_THOUSAND,
              BROKEN_STEP,
              BROKEN_STEP,
              Double.POSITIVE_INFINITY,
              plan.horizon());
      case PER_SECOND ->
          new Tolerance(
              THROUGHPUT_A_THOUSAND * base, step, step, Double.POSITIVE_INFINITY, plan.horizon());
    };
  }

  private static Tolerance bytes(
      Metric figure, DriftPlan plan, RunRecord run, double base, double step) {
    if (figure == Metric.BACKEND_BYTES_A_SESSION) {
      return new Tolerance(
          base * plan.stepShare() / FLOORS_A_STEP,
          step,
          step,
          Double.POSITIVE_INFINITY,
          plan.horizon());
    }
    long floor =
        figure == Metric.BACKEND_RESIDENT ? plan.residentFloorBytes() : plan.memoryFloorBytes();
    return new Tolerance(
        plan.memoryBytes(),
        floor,
        Math.max(step, (double) FLOORS_A_STEP * floor),
        limit(figure, run),
        plan.horizon());
  }

  private static double limit(Metric figure, RunRecord run) {
    return switch (figure) {
      case INJECTOR_HEAP -> last(run, INJECTOR_HEAP_LIMIT);
      case INJECTOR_FILES -> last(run, INJECTOR_FILES_LIMIT);
      case BACKEND_HEAP -> last(run, BACKEND_HEAP_LIMIT);
      case BACKEND_FILES -> last(run, BACKEND_FILES_LIMIT);
      case THROUGHPUT,
          RESTORE_P50,
          RESTORE_P99,
          HANDSHAKE_P50,
          HANDSHAKE_P99,
          TURN_P50,
          TURN_P99,
          BROKEN,
          BACKEND_RESIDENT,
          BACKEND_THREADS,
          BACKEND_CONTEXTS,
          BACKEND_BYTES_A_SESSION,
          BACKEND_AUTH_ENTRIES ->
          Double.POSITIVE_INFINITY;
    };
  }

  private static double last(RunRecord run, String gauge) {
    double last = Double.POSITIVE_INFINITY;
    for (Interval interval : run.intervals()) {
      last = interval.gauges().getOrDefault(gauge, last);
    }
    return last;
  }

  private static double baseline(List<Observation> series) {
    return series.isEmpty()
        ? 0
        : DriftDetector.level(series.subList(0, Math.min(series.size(), 6)));
  }
}
