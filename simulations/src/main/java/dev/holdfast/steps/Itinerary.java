package dev.holdfast.steps;

import dev.holdfast.continuity.Anomaly;
import dev.holdfast.continuity.Finding;
import dev.holdfast.continuity.GapClass;
import dev.holdfast.continuity.Judgement;
import dev.holdfast.continuity.Outcome;
import dev.holdfast.continuity.Reconnection;
import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.evidence.SessionEvidence;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecorder;
import dev.holdfast.measure.Witness;
import dev.holdfast.objectives.DroppedObjective;
import dev.holdfast.objectives.EffectiveSample;
import dev.holdfast.objectives.ReadableObjective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The returns that one virtual user has planned, and the account of them: each is announced to the
 * recorder, at the start or as the plan goes on, and ends in exactly one judgement, whatever
 * happens.
 */
final class Itinerary {

  private static final long NANOS_A_MICRO = 1_000;

  private final Bench bench;
  private final Story story;
  private final Cohorts cohorts;
  private final Establishment establishment;
  private final List<Announced> announced = new ArrayList<>();
  private int begun;
  private int judged;
  private boolean lastKept;

  /**
   * A return that the recorder knows of.
   *
   * @param cohorts it belongs to
   * @param counted whether it counts
   * @param full whether all is to be fetched, and not the cheap check asked for
   */
  private record Announced(PlannedReturn planned, Cohorts cohorts, boolean counted, boolean full) {

    @Nullable Cohorts countedIn() {
      return counted ? cohorts : null;
    }
  }

  Itinerary(Bench bench, Story story, List<PlannedReturn> plan) {
    this.bench = bench;
    this.story = story;
    this.cohorts = Cohorts.of("scenario", story.id());
    this.establishment = new Establishment(bench::recorder, story.counted().getAsBoolean());
    plan.forEach(planned -> announce(planned, true));
  }

  /**
   * Plans another return after those that are planned.
   *
   * @param full whether history and context are to be fetched, and not only checked
   */
  void announce(PlannedReturn planned, boolean full) {
    Cohorts of = cohortsOf(announced.size(), planned);
    boolean counted = story.counted().getAsBoolean();
    announced.add(new Announced(planned, full ? of : of.with("fetch", "check"), counted, full));
    if (counted) {
      bench.recorder().planned(last().cohorts());
      bench.recorder().plannedStarts(1);
    }
  }

  Story story() {
    return story;
  }

  /** Whether there is a session to come back to at all. */
  Establishment establishment() {
    return establishment;
  }

  /** The how-manyth return is under way, from 1. */
  int cycle() {
    return begun;
  }

  boolean hasMore() {
    return begun < announced.size();
  }

  PlannedReturn peek() {
    return announced.get(begun).planned();
  }

  PlannedReturn next() {
    return announced.get(begun++).planned();
  }

  /** Whether the return that is under way is to fetch everything. */
  boolean fetchesAll() {
    return announced.get(begun - 1).full();
  }

  /**
   * A connection is about to be lost as planned.
   *
   * @param itself whether it was there until now, or is known to have been lost otherwise; else the
   *     target dropped it
   */
  void losing(boolean itself) {
    if (!itself && story.counted().getAsBoolean()) {
      bench.recorder().event(DroppedObjective.EVENT);
    }
  }

  /** The return that is under way was spoiled by an event, and belongs to its cluster. */
  void spoiledBy(String event) {
    if (isStruck()) {
      return;
    }
    Announced of = announced.get(begun - 1);
    PlannedReturn planned = of.planned().in(EffectiveSample.CLUSTER_DIMENSION, event);
    Cohorts with = of.cohorts().with(EffectiveSample.CLUSTER_DIMENSION, event);
    announced.set(begun - 1, new Announced(planned, with, of.counted(), of.full()));
    if (of.counted()) {
      bench.recorder().joined(new Cohort(EffectiveSample.CLUSTER_DIMENSION, event));
    }
  }

  /** Whether the return that was begun last belongs to the cluster of an event. */
  boolean isStruck() {
    return begun > 0
        && announced
            .get(begun - 1)
            .planned()
            .groups()
            .containsKey(EffectiveSample.CLUSTER_DIMENSION);
  }

  /** Whether the promise of the return that was judged last was kept. */
  boolean lastKept() {
    return lastKept;
  }

  /** The first attempt of the return that is under way began so late. */
  void started(long lateMicros) {
    bench.recorder().lag(lateMicros);
    if (announced.get(begun - 1).counted()) {
      bench.recorder().started(lateMicros);
    }
  }

  /** A part of the session's life that belongs to no return was timed. */
  void latency(Phase phase, long micros) {
    if (story.counted().getAsBoolean()) {
      bench.recorder().latency(phase, cohorts, micros);
    }
  }

  /** The return that is under way, or was last. */
  PlannedReturn underWay() {
    return announced.get(begun - 1).planned();
  }

  /** The server said something; what cannot be read is counted. */
  void heard(ServerEvent event) {
    if (event instanceof ServerEvent.Unreadable frame) {
      establishment.unreadable();
      if (story.counted().getAsBoolean()) {
        bench.recorder().event(ReadableObjective.EVENT, frame.reason());
      }
    }
  }

  /**
   * Something is wrong that no return is judged by.
   *
   * @param evidence keeps it; null where none is kept of this user
   */
  void found(
      List<Finding> findings, Supplier<Witness> witness, @Nullable SessionEvidence evidence) {
    bench.account(
        () -> {
          bench.recorder().strayFindings(cohorts, findings, witness);
          if (evidence != null) {
            evidence.beside(findings);
          }
        });
  }

  /**
   * The return that is under way was judged.
   *
   * @param evidence keeps it; null where none is kept of this user
   */
  void judged(
      Homecoming homecoming,
      Reconnection came,
      Judgement judgement,
      Supplier<Witness> witness,
      @Nullable SessionEvidence evidence) {
    Announced of = announced.get(homecoming.cycle() - 1);
    judged++;
    lastKept = judgement.kept();
    bench.progress().judged(lastKept);
    bench.account(
        () -> {
          account(of, judgement, witness);
          if (evidence != null) {
            evidence.judged(came, judgement, of.countedIn());
          }
          if (of.counted()) {
            time(homecoming, of);
          }
        });
  }

  private void time(Homecoming homecoming, Announced of) {
    Cohorts timed =
        story.byEvent() ? of.cohorts() : of.cohorts().without(EffectiveSample.CLUSTER_DIMENSION);
    if (homecoming.planned().entitled()) {
      parts(homecoming, timed);
      time(homecoming, timed);
    } else {
      latency(Phase.REFUSAL, timed, homecoming.begunAt(), homecoming.endedAt());
    }
  }

  /**
   * The user's life is over: judges what was planned and never begun.
   *
   * @param evidence keeps it; null where none is kept of this user
   */
  void abandonRest(Function<String, Witness> witness, @Nullable SessionEvidence evidence) {
    establishment.end();
    String reason =
        establishment.hasFailed()
            ? "its session was never established: " + establishment.cause()
            : "the virtual user ended before it";
    while (judged < announced.size()) {
      Announced of = announced.get(judged);
      if (of.counted() && establishment.hasFailed()) {
        // There was nothing to come back to, which is no lateness of the generator.
        bench.recorder().started(0);
      }
      Finding finding = new Finding(Anomaly.NO_ANSWER, "a planned reconnection", reason);
      Judgement never = new Judgement(Outcome.BROKEN, classOf(of.planned()), List.of(finding));
      bench.account(
          () -> {
            account(of, never, () -> witness.apply(reason));
            if (evidence != null) {
              evidence.neverBegun(never, of.countedIn());
            }
          });
      bench.progress().judged(false);
      judged++;
    }
  }

  private void account(Announced of, Judgement judgement, Supplier<Witness> witness) {
    if (of.counted()) {
      bench.recorder().judged(of.cohorts(), judgement, witness);
    } else {
      bench.recorder().strayFindings(of.cohorts(), judgement.findings(), witness);
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

  private void time(Homecoming homecoming, Cohorts of) {
    RunRecorder recorder = bench.recorder();
    Duration patience = bench.plan().patience().answer();
    recorder.latency(Phase.RESTORE, of, homecoming.restore(patience).toNanos() / NANOS_A_MICRO);
    if (homecoming.isGreeted()) {
      latency(Phase.CONNECT, of, homecoming.intended(), homecoming.greetedAt());
      latency(Phase.HANDSHAKE, of, homecoming.begunAt(), homecoming.greetedAt());
    } else {
      recorder.latency(Phase.CONNECT, of, patience.toNanos() / NANOS_A_MICRO);
    }
    if (homecoming.isFetched()) {
      latency(Phase.HISTORY, of, homecoming.askedAt(), homecoming.historyCameAt());
      latency(Phase.CONTEXT, of, homecoming.askedAt(), homecoming.contextCameAt());
    }
  }

  private void latency(Phase phase, Cohorts of, long from, long to) {
    bench.recorder().latency(phase, of, Math.max(0, to - from) / NANOS_A_MICRO);
  }

  private Announced last() {
    return announced.get(announced.size() - 1);
  }

  private GapClass classOf(PlannedReturn planned) {
    return bench.plan().policy().classOf(planned.gap());
  }

  private Cohorts cohortsOf(int index, PlannedReturn planned) {
    Cohorts of = cohorts.with("disruption", planned.loss().id()).with("gap", classOf(planned).id());
    if (story.byPlace()) {
      of = of.with("place", planned.moves() ? "other" : "same");
    }
    for (Map.Entry<String, String> group : planned.groups().entrySet()) {
      of = of.with(group.getKey(), group.getValue());
    }
    return story.byCycle() ? of.with("cycle", String.valueOf(index + 1)) : of;
  }
}
