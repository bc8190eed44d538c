package dev.holdfast.assessment;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.objectives.CountObjective;
import dev.holdfast.objectives.EstablishedObjective;
import dev.holdfast.objectives.LatencyObjective;
import dev.holdfast.objectives.NoAnomalyObjective;
import dev.holdfast.objectives.ReadableObjective;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.objectives.Statistic;
import dev.holdfast.objectives.UsersObjective;
import dev.holdfast.plan.ObjectivePlan;
import dev.holdfast.plan.ResiliencePlan;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the resilience simulation promises; only of the scenarios that its plan plays. */
public final class ResilienceObjectives {

  /** Sample: the longest bombardment, in milliseconds. */
  public static final String BOMBARDMENT = "malformed.bombardment-max-millis";

  /** Sample: pieces that never came of streams that were taken up again. */
  public static final String PIECES_MISSING = "mid-stream.pieces-missing";

  /** Sample: pieces of such streams that came more than once. */
  public static final String PIECES_TWICE = "mid-stream.pieces-twice";

  private ResilienceObjectives() {}

  /** Sample: checks of a scenario, beyond its returns, that came out wrong. */
  public static String wrong(ResilienceScenario scenario) {
    return scenario.id() + ".wrong";
  }

  /** The scenarios of a plan that can be played against its target. */
  public static SortedSet<ResilienceScenario> played(RunPlan plan) {
    return new TreeSet<>(
        plan.target().isEmpty()
            ? plan.resilience().scenarios()
            : plan.resilience().onOthersTarget());
  }

  /** The objectives of that plan, the most important first. */
  public static List<RecordedObjective> of(RunPlan plan) {
    ObjectivePlan promised = plan.objectives();
    SortedSet<ResilienceScenario> played = played(plan);
    List<RecordedObjective> objectives = new ArrayList<>();
    objectives.add(new ContinuityObjective(promised.continuity(), promised.confidence()));
    objectives.add(new EstablishedObjective(promised.continuity()));
    objectives.add(NoAnomalyObjective.of(Anomaly.FOREIGN_CONTEXT));
    objectives.add(NoAnomalyObjective.of(Anomaly.ADMITTED));
    objectives.add(NoAnomalyObjective.of(Anomaly.SPLIT_SESSION));
    objectives.add(NoAnomalyObjective.of(Anomaly.REPEATED_TOOL_CALL));
    objectives.addAll(ReleaseObjectives.ofOthers(promised));
    objectives.add(new UsersObjective(plan.load().users()));
    objectives.add(new ReadableObjective(1 - promised.continuity()));
    objectives.addAll(returns(plan.resilience().promises(), played));
    objectives.addAll(times(plan.resilience(), played, promised.pings()));
    objectives.addAll(checks(plan, played));
    return List.copyOf(objectives);
  }

  private static List<RecordedObjective> returns(
      ResiliencePlan.Promises promised, Set<ResilienceScenario> played) {
    List<RecordedObjective> objectives = new ArrayList<>();
    for (ResilienceScenario scenario : played) {
      switch (scenario.restore()) {
        case PROMPT ->
            objectives.add(
                new LatencyObjective(
                    "restore-" + scenario.id(),
                    "Restore time, " + scenario.id(),
                    Phase.RESTORE,
                    of(scenario),
                    Statistic.MAX,
                    promised.restore()));
        case AFTER_A_CRASH ->
            objectives.add(absence(scenario, "Recovery after a crash", promised.crash()));
        case AFTER_A_DRAIN ->
            objectives.add(absence(scenario, "Recovery after a drain", promised.drain()));
        case AS_THE_NETWORK_LETS -> {
          // Nothing is promised of a time that is the network's.
        }
      }
    }
    return objectives;
  }

  private static List<RecordedObjective> times(
      ResiliencePlan plan, Set<ResilienceScenario> played, boolean pings) {
    ResiliencePlan.Promises promised = plan.promises();
    List<RecordedObjective> objectives = new ArrayList<>();
    if (played.contains(ResilienceScenario.MID_STREAM)) {
      objectives.add(
          new LatencyObjective(
              "resume",
              "Time to resume a stream",
              Phase.RESUME,
              of(ResilienceScenario.MID_STREAM),
              Statistic.MAX,
              promised.resume()));
    }
    if (played.contains(ResilienceScenario.FAULTS) && pings) {
      objectives.add(
          new LatencyObjective(
              "detection",
              "Time to notice a loss",
              Phase.DETECTION,
              of(ResilienceScenario.FAULTS),
              Statistic.MAX,
              plan.heartbeat().multipliedBy(3)));
    }
    if (played.contains(ResilienceScenario.ATTACKS)
        || played.contains(ResilienceScenario.EXPIRED_TOKEN)) {
      objectives.add(
          refusal("refusal-mean", "Refusal time, mean", Statistic.MEAN, promised.refusalMean()));
      objectives.add(
          refusal("refusal-max", "Refusal time, slowest", Statistic.MAX, promised.refusalMax()));
    }
    if (played.contains(ResilienceScenario.TOKEN_REFRESH)) {
      objectives.add(
          new LatencyObjective(
              "token-refresh",
              "Time to accept a new token",
              Phase.TOKEN,
              of(ResilienceScenario.TOKEN_REFRESH),
              Statistic.MAX,
              promised.tokenRefresh()));
    }
    return objectives;
  }

  private static List<RecordedObjective> checks(RunPlan plan, Set<ResilienceScenario> played) {
    List<RecordedObjective> objectives = new ArrayList<>();
    for (ResilienceScenario scenario : played) {
      ResilienceScenario.Check check = scenario.check();
      // Only the mock backend lets itself be looked into.
      if (!check.title().isEmpty() && (plan.target().isEmpty() || !check.within())) {
        objectives.add(
            new CountObjective(scenario.id() + check.id(), check.title(), wrong(scenario), 0, 0));
      }
    }
    if (played.contains(ResilienceScenario.MID_STREAM)) {
      objectives.add(
          new CountObjective("resume-gaps", "Missing pieces after a cut", PIECES_MISSING, 0, 0));
      objectives.add(
          new CountObjective("resume-doubles", "Repeated pieces after a cut", PIECES_TWICE, 0, 0));
    }
    if (played.contains(ResilienceScenario.QUEUED)) {
      objectives.add(
          new LatencyObjective(
              "delivery",
              "Time to deliver notifications",
              Phase.DELIVERY,
              of(ResilienceScenario.QUEUED),
              Statistic.MAX,
              plan.resilience().promises().delivery()));
    }
    if (played.contains(ResilienceScenario.MALFORMED)) {
      objectives.add(
          new CountObjective(
              "bombardment",
              "Longest bombardment, ms",
              BOMBARDMENT,
              0,
              plan.resilience().promises().bombardment().toMillis()));
    }
    return objectives;
  }

  private static RecordedObjective absence(
      ResilienceScenario scenario, String title, Duration limit) {
    return new LatencyObjective(
        scenario.id(), title, Phase.ABSENCE, of(scenario), Statistic.MAX, limit);
  }

  private static RecordedObjective refusal(
      String id, String title, Statistic statistic, Duration limit) {
    return new LatencyObjective(id, title, Phase.REFUSAL, Cohort.ALL, statistic, limit);
  }

  private static Cohort of(ResilienceScenario scenario) {
    return new Cohort("scenario", scenario.id());
  }
}
