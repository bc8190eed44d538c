package dev.holdfast.steps;

import dev.holdfast.continuity.Anomaly;
import dev.holdfast.continuity.Finding;
import dev.holdfast.continuity.GapClass;
import dev.holdfast.continuity.Judgement;
import dev.holdfast.continuity.Outcome;
import dev.holdfast.continuity.Reconnection;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecorder;
import dev.holdfast.measure.Witness;
import dev.holdfast.plan.ScenarioName;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The returns that one virtual user has planned, and the account of them: each is announced to the
 * recorder at the start and ends in exactly one judgement, whatever happens.
 */
final class Itinerary {

  private static final long NANOS_A_MICRO = 1_000;

  private final Bench bench;
  private final ScenarioName scenario;
  private final List<PlannedReturn> plan;
  private final Cohorts cohorts;
  private final List<Cohorts> each;
  private int begun;
  private int judged;

  Itinerary(Bench bench, ScenarioName scenario, List<PlannedReturn> plan) {
    this.bench = bench;
    this.scenario = scenario;
    this.plan = List.copyOf(plan);
    this.cohorts = Cohorts.of("scenario", scenario.id());
    this.each = IntStream.range(0, plan.size()).mapToObj(this::cohortsOf).toList();
    each.forEach(bench.recorder()::planned);
    bench.recorder().plannedStarts(plan.size());
  }

  ScenarioName scenario() {
    return scenario;
  }

  Cohorts cohorts() {
    return cohorts;
  }

  /** The how-manyth return is under way, from 1. */
  int cycle() {
    return begun;
  }

  boolean hasMore() {
    return begun < plan.size();
  }

  PlannedReturn peek() {
    return plan.get(begun);
  }

  PlannedReturn next() {
    return plan.get(begun++);
  }

  void judged(
      Homecoming homecoming, Reconnection came, Judgement judgement, Supplier<Witness> witness) {
    Cohorts of = each.get(homecoming.cycle() - 1);
    judged++;
    bench.progress().judged(judgement.kept());
    RunRecorder recorder = bench.recorder();
    recorder.judged(of, judgement, witness);
    if (!homecoming.planned().entitled()) {
      return;
    }
    Duration patience = bench.plan().patience().answer();
    recorder.latency(Phase.RESTORE, of, homecoming.restore(patience).toNanos() / NANOS_A_MICRO);
    if (homecoming.isGreeted()) {
      latency(Phase.CONNECT, of, homecoming.intended(), homecoming.greetedAt());
      latency(Phase.HANDSHAKE, of, homecoming.begunAt(), homecoming.greetedAt());
    } else {
      recorder.latency(Phase.CONNECT, of, patience.toNanos() / NANOS_A_MICRO);
    }
    if (homecoming.isRestored()) {
      latency(Phase.HISTORY, of, homecoming.askedAt(), homecoming.historyCameAt());
      latency(Phase.CONTEXT, of, homecoming.askedAt(), homecoming.contextCameAt());
    }
  }

  /** Judges what was planned and never begun. */
  void abandonRest(Function<String, Witness> witness) {
    while (judged < plan.size()) {
      String reason = "the virtual user ended before it";
      Finding finding = new Finding(Anomaly.NO_ANSWER, "a planned reconnection", reason);
      Judgement never = new Judgement(Outcome.BROKEN, classOf(plan.get(judged)), List.of(finding));
      bench.recorder().judged(each.get(judged), never, () -> witness.apply(reason));
      bench.progress().judged(false);
      judged++;
    }
  }

  private void latency(Phase phase, Cohorts of, long from, long to) {
    bench.recorder().latency(phase, of, Math.max(0, to - from) / NANOS_A_MICRO);
  }

  private GapClass classOf(PlannedReturn planned) {
    return bench.plan().policy().classOf(planned.gap());
  }

  private Cohorts cohortsOf(int index) {
    PlannedReturn planned = plan.get(index);
    Cohorts of = cohorts.with("disruption", planned.loss().id()).with("gap", classOf(planned).id());
    if (scenario == ScenarioName.PLACE) {
      of = of.with("place", planned.moves() ? "other" : "same");
    }
    return scenario == ScenarioName.CONSISTENCY ? of.with("cycle", String.valueOf(index + 1)) : of;
  }
}
