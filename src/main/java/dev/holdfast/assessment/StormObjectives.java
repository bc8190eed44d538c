package dev.holdfast.assessment;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.objectives.BrokenObjective;
import dev.holdfast.objectives.EstablishedObjective;
import dev.holdfast.objectives.LatencyObjective;
import dev.holdfast.objectives.NoAnomalyObjective;
import dev.holdfast.objectives.ReadableObjective;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.objectives.Statistic;
import dev.holdfast.objectives.UsersObjective;
import dev.holdfast.plan.BackOff;
import dev.holdfast.plan.RunPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reconnect storm promises: all sessions back, and nothing lost, whatever the back-off.
 *
 * <p>All returns of one storm share one event and so prove little of other storms: no rate is
 * claimed, only that none was broken in these.
 */
public final class StormObjectives {

  /** The cohorts whose values name how clients back off. */
  public static final String STRATEGY = "strategy";

  private StormObjectives() {}

  /** Sample: most handshakes in any tenth of a second, a second. */
  public static String peak(String strategy) {
    return "storm." + strategy + ".peak-handshakes-per-second";
  }

  /** Sample: attempts to come back for each that did, or gave up. */
  public static String attempts(String strategy) {
    return "storm." + strategy + ".attempts-per-return";
  }

  /** The objectives of that plan, the most important first. */
  public static List<RecordedObjective> of(RunPlan plan) {
    List<RecordedObjective> objectives = new ArrayList<>();
    objectives.add(new BrokenObjective("kept", "Sessions broken by the storm"));
    objectives.add(new EstablishedObjective(plan.objectives().continuity()));
    objectives.add(NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT));
    objectives.add(new UsersObjective(plan.load().users()));
    objectives.add(new ReadableObjective(1 - plan.objectives().continuity()));
    for (BackOff strategy : plan.storm().strategies()) {
      objectives.add(
          new LatencyObjective(
              "all-back-" + strategy.id(),
              "Last session back, back-off " + strategy.id(),
              Phase.ABSENCE,
              new Cohort(STRATEGY, strategy.id()),
              Statistic.MAX,
              plan.storm().allBack()));
    }
    return List.copyOf(objectives);
  }
}
