package dev.holdfast.assessment;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.objectives.CountObjective;
import dev.holdfast.objectives.DroppedObjective;
import dev.holdfast.objectives.EstablishedObjective;
import dev.holdfast.objectives.GrowthObjective;
import dev.holdfast.objectives.LatencyObjective;
import dev.holdfast.objectives.NoAnomalyObjective;
import dev.holdfast.objectives.OthersObjective;
import dev.holdfast.objectives.PerCycleObjective;
import dev.holdfast.objectives.ReadableObjective;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.objectives.RelativeLatencyObjective;
import dev.holdfast.objectives.Statistic;
import dev.holdfast.objectives.UsersObjective;
import dev.holdfast.plan.GeneratorLimits;
import dev.holdfast.plan.ObjectivePlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the release gate promises: the objectives that follow from a plan, and the rules by which
 * its run is valid.
 */
public final class ReleaseObjectives {

  /** Sample: characters of all contexts as they came back the first time. */
  public static final String CONTEXT_FIRST = "context.characters.first";

  /** Sample: characters of all contexts as they came back the last time. */
  public static final String CONTEXT_LAST = "context.characters.last";

  /** Sample: the backend's heap after a collection, conversations established. */
  public static final String HEAP_BEFORE = "backend.heap-after-gc-bytes.before";

  /** Sample: the backend's heap after a collection, after idle reconnections. */
  public static final String HEAP_AFTER = "backend.heap-after-gc-bytes.after";

  /** Sample: questions to the services that were answered wrongly or not at all. */
  public static final String SERVICES_WRONG = "services.wrong";

  private ReleaseObjectives() {}

  /** The objectives of that plan, the most important first; only those of its scenarios. */
  public static List<RecordedObjective> of(RunPlan plan) {
    Set<ScenarioName> scenarios = plan.load().scenarios();
    ObjectivePlan promised = plan.objectives();
    List<RecordedObjective> objectives = new ArrayList<>(ofAnyLoad(plan));
    if (scenarios.contains(ScenarioName.PLACE)) {
      objectives.add(otherPlace(promised));
    }
    if (scenarios.contains(ScenarioName.CONSISTENCY)) {
      objectives.addAll(steadiness(plan));
    }
    if (scenarios.contains(ScenarioName.SERVICES)) {
      objectives.add(
          new CountObjective("services", "Wrong auth service answers", SERVICES_WRONG, 0, 0));
    }
    return List.copyOf(objectives);
  }

  /** What is promised whatever the users of a run do, the most important first. */
  public static List<RecordedObjective> ofAnyLoad(RunPlan plan) {
    ObjectivePlan promised = plan.objectives();
    List<RecordedObjective> objectives = new ArrayList<>();
    objectives.add(new ContinuityObjective(promised.continuity(), promised.confidence()));
    objectives.add(new EstablishedObjective(promised.continuity()));
    objectives.add(NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT));
    objectives.add(NoAnomalyObjective.of(Anomaly.ADMITTED));
    objectives.add(NoAnomalyObjective.of(Anomaly.NOT_EXPIRED));
    objectives.addAll(ofOthers(promised));
    objectives.add(new UsersObjective(plan.load().users()));
    objectives.add(new DroppedObjective(1 - promised.continuity()));
    objectives.add(new ReadableObjective(1 - promised.continuity()));
    objectives.addAll(speed(promised));
    return List.copyOf(objectives);
  }

  /** What is promised of that which others say; nothing where nobody else speaks. */
  static List<RecordedObjective> ofOthers(ObjectivePlan promised) {
    return promised.othersSpeak()
        ? List.of(NoAnomalyObjective.of(Anomaly.DEAF), new OthersObjective(promised.continuity()))
        : List.of();
  }

  /** How fast users must come back, whatever the simulation. */
  public static List<RecordedObjective> speed(ObjectivePlan promised) {
    return List.of(
        new LatencyObjective(
            "connect-mean",
            "Reconnect time, mean",
            Phase.CONNECT,
            Cohort.ALL,
            Statistic.MEAN,
            promised.connectMean()),
        new LatencyObjective(
            "connect-max",
            "Reconnect time, slowest",
            Phase.CONNECT,
            Cohort.ALL,
            Statistic.MAX,
            promised.connectMax()),
        new LatencyObjective(
            "restore-p999",
            "Restore time, p99.9",
            Phase.RESTORE,
            Cohort.ALL,
            Statistic.P999,
            promised.restoreP999()));
  }

  private static RecordedObjective otherPlace(ObjectivePlan promised) {
    return new RelativeLatencyObjective(
        "other-place",
        "Reconnect from another place",
        Phase.HANDSHAKE,
        new Cohort("place", "same"),
        new Cohort("place", "other"),
        promised.placeRatio(),
        promised.placeFloor());
  }

  private static List<RecordedObjective> steadiness(RunPlan plan) {
    ObjectivePlan promised = plan.objectives();
    List<RecordedObjective> objectives = new ArrayList<>();
    objectives.add(
        new PerCycleObjective(
            "cycle-growth",
            "Restore time, growth per cycle",
            Phase.RESTORE,
            "cycle",
            promised.cycleGrowth(),
            promised.cycleFloor()));
    objectives.add(
        new GrowthObjective(
            "context-growth",
            "Idle context size",
            CONTEXT_FIRST,
            CONTEXT_LAST,
            promised.growth(),
            promised.contextFloorBytes()));
    if (plan.target().isEmpty()) {
      objectives.add(
          new GrowthObjective(
              "memory-growth",
              "Backend heap, bytes",
              HEAP_BEFORE,
              HEAP_AFTER,
              promised.growth(),
              promised.memoryFloorBytes()));
    }
    return objectives;
  }

  /** The rules by which a run is valid. */
  public static ValidityRules rules(GeneratorLimits limits) {
    ValidityRules standard = ValidityRules.standard();
    return new ValidityRules(
        limits.eventLoopLagP99(),
        limits.gcPauseMax(),
        limits.achieved(),
        standard.openFilesHeadroom(),
        limits.clockStep());
  }
}
