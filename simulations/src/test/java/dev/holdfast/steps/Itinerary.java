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
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private final String scenario;
  private final List<PlannedReturn> plan;
  private final Cohorts cohorts;
  private final List<Cohorts> each;
  private int begun;
  private int judged;

  Itinerary(Bench bench, String scenario, List<PlannedReturn> plan) {
    this.bench = bench;
    this.scenario = scenario;
    this.plan = List.copyOf(plan);
    this.cohorts = Cohorts.of("scenario", scenario);
    this.each = IntStream.range(0, plan.size()).mapToObj(this::cohortsOf).toList();
    each.forEach(bench.recorder()::planned);
    bench.recorder().plannedStarts(plan.size());
  }

  String scenario() {
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
      latency(Phase.REFUSAL, of, homecoming.begunAt(), homecoming.endedAt());
      return;
    }
    parts(homecoming, of);
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

  /** What lay between the loss and the attempt that succeeded, where the client did not mean it. */
  private void parts(Homecoming homecoming, Cohorts of) {
    if (homecoming.attempts() > 1) {
      latency(Phase.BACK_OFF, of, homecoming.dueAt(), homecoming.begunAt());
    }
    if (!homecoming.isUnforeseen()) {
      return;
    }
    latency(Phase.DETECTION, of, homecoming.struckAt(), homecoming.lostAt());
    latency(Phase.OFFLINE, of, homecoming.lostAt(), homecoming.dueAt());
    long end = homecoming.isRestored() ? homecoming.completedAt() : homecoming.endedAt();
    latency(Phase.ABSENCE, of, homecoming.struckAt(), end);
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
    for (Map.Entry<String, String> group : planned.groups().entrySet()) {
      of = of.with(group.getKey(), group.getValue());
    }
    return of;
  }
}
