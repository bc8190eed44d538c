package dev.holdfast.user;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.evidence.SessionEvidence;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunEvent;
import dev.holdfast.measure.Witness;
import dev.holdfast.objectives.DroppedObjective;
import dev.holdfast.objectives.ReadableObjective;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.statistics.EffectiveSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The returns that one virtual user has planned, and the account of them: each is announced to the
 * recorder, at the start or as the plan goes on, and ends in exactly one judgement, whatever
 * happens.
 */
public final class ReconnectPlan {

  private static final long NANOS_A_MICRO = 1_000;

  private final RunContext runContext;
  private final ScenarioMetadata metadata;
  private final Cohorts cohorts;
  private final Establishment establishment;
  private final List<Announced> announced = new ArrayList<>();
  private int begun;
  private int judged;
  private boolean lastKept;
  private boolean sessionGone;
  private LongFunction<Outage> endedSince = since -> Outage.NONE;

  /** Since when all that has ended of the backend may still be missed. */
  private long restored = System.nanoTime();

  /**
   * A return that the recorder knows of.
   *
   * @param cohorts it belongs to
   * @param counted whether it counts
   * @param full whether all is to be fetched, and not the cheap check asked for
   */
  private record Announced(PlannedReturn planned, Cohorts cohorts, boolean counted, boolean full) {}

  ReconnectPlan(RunContext runContext, ScenarioMetadata metadata, List<PlannedReturn> plan) {
    this.runContext = runContext;
    this.metadata = metadata;
    this.cohorts = Cohorts.of("scenario", metadata.id());
    this.establishment = new Establishment(runContext::recorder, metadata.counted().getAsBoolean());
    plan.forEach(planned -> announce(planned, true));
    runContext.recorder().userStarted();
    runContext.progress().userBegan();
  }

  /**
   * Plans another return after those that are planned.
   *
   * @param full whether history and context are to be fetched, and not only checked
   */
  public void announce(PlannedReturn planned, boolean full) {
    Cohorts of = cohortsOf(announced.size(), planned);
    boolean counted = metadata.counted().getAsBoolean();
    announced.add(new Announced(planned, full ? of : of.with("fetch", "check"), counted, full));
    if (counted) {
      runContext.recorder().planned(last().cohorts());
      runContext.recorder().plannedStarts(1);
    }
  }

  ScenarioMetadata metadata() {
    return metadata;
  }

  /** Whether nothing is said between returns, so that nothing of the session may grow. */
  public boolean isIdle() {
    return metadata.id().equals(ScenarioName.CONSISTENCY.id());
  }

  /** Whether there is a session to come back to at all. */
  public Establishment establishment() {
    return establishment;
  }

  /** The number of the return that is under way, from 1. */
  public int cycle() {
    return begun;
  }

  public boolean hasMore() {
    return begun < announced.size();
  }

  public PlannedReturn peek() {
    return announced.get(begun).planned();
  }

  PlannedReturn next() {
    return announced.get(begun++).planned();
  }

  /** Whether the return that is under way is to fetch everything. */
  public boolean fetchesAll() {
    return announced.get(begun - 1).full();
  }

  /**
   * A connection is about to be lost as planned.
   *
   * @param itself whether it was there until now, or is known to have been lost otherwise; else the
   *     target dropped it
   */
  void losing(boolean itself) {
    if (!itself && metadata.counted().getAsBoolean()) {
      runContext.recorder().event(DroppedObjective.EVENT);
    }
  }

  /** The return that is under way was spoiled by an event, and belongs to its cluster. */
  public void spoiledBy(String event) {
    if (isStruck()) {
      return;
    }
    Announced of = announced.get(begun - 1);
    PlannedReturn planned = of.planned().in(EffectiveSample.CLUSTER_DIMENSION, event);
    Cohorts with = of.cohorts().with(EffectiveSample.CLUSTER_DIMENSION, event);
    announced.set(begun - 1, new Announced(planned, with, of.counted(), of.full()));
    if (of.counted()) {
      runContext.recorder().joined(new Cohort(EffectiveSample.CLUSTER_DIMENSION, event));
    }
  }

  /** Whether the return that was begun last belongs to the cluster of an event. */
  public boolean isStruck() {
    return begun > 0
        && announced
            .get(begun - 1)
            .planned()
            .groups()
            .containsKey(EffectiveSample.CLUSTER_DIMENSION);
  }

  /** Whether the promise of the return that was judged last was kept. */
  public boolean lastKept() {
    return lastKept;
  }

  /**
   * Parts of the backend may end.
   *
   * @param since tells what has ended since an instant of the monotonic clock
   */
  public void follow(LongFunction<Outage> since) {
    endedSince = since;
  }

  /**
   * What of the backend has ended since the session began, or since the attempt began that last
   * brought all of it back: whatever was lost before that, its judgement told.
   */
  Outage ended() {
    return endedSince.apply(restored);
  }

  /** Whether the session has gone with a part of the backend, and lets nobody in any more. */
  public boolean isSessionGone() {
    return sessionGone;
  }

  /** An attempt of the return that is under way begins now; how late the first one does counts. */
  void started(ReturnAttempt current, long now) {
    if (!current.isFirstAttempt()) {
      return;
    }
    long lateMicros = Math.max(0, now - current.intended()) / NANOS_A_MICRO;
    runContext.recorder().lag(lateMicros);
    if (announced.get(begun - 1).counted()) {
      runContext.recorder().started(lateMicros);
    }
  }

  /** A part of the session's life that belongs to no return was timed. */
  void latency(Phase phase, long micros) {
    if (metadata.counted().getAsBoolean()) {
      runContext.recorder().latency(phase, cohorts, micros);
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
      if (metadata.counted().getAsBoolean()) {
        runContext.recorder().event(ReadableObjective.EVENT, frame.reason());
      }
    }
  }

  /**
   * Something is wrong that no return is judged by.
   *
   * @param evidence keeps it; null where none is kept of this user
   */
  void found(FoundBeside found, @Nullable SessionEvidence evidence) {
    runContext.tell(sink -> sink.found(found), evidence);
  }

  /**
   * The return that is under way was judged.
   *
   * @param evidence keeps it; null where none is kept of this user
   */
  void judged(
      ReturnAttempt returnAttempt,
      Reconnection came,
      Judgement judgement,
      Supplier<Witness> witness,
      @Nullable SessionEvidence evidence) {
    Announced of = announced.get(returnAttempt.cycle() - 1);
    lastKept = judgement.kept();
    sessionGone = judgement.excusedAnomalies().contains(Anomaly.BLOCKED);
    if (came.entitled() && came.admission().kind() == Admission.Kind.ADMITTED) {
      restored = returnAttempt.begunAt();
    }
    if (of.counted() && !judgement.excused().isEmpty()) {
      runContext.recorder().event(RunEvent.LOST_WITH_BACKEND);
    }
    Cohorts timed =
        metadata.byEvent() ? of.cohorts() : of.cohorts().without(EffectiveSample.CLUSTER_DIMENSION);
    List<JudgedReturn.Timing> times =
        of.counted()
            ? new ReturnTimes(returnAttempt, timed).all(runContext.plan().patience().answer())
            : List.of();
    tell(new JudgedReturn(of.cohorts(), of.counted(), came, judgement, times, witness), evidence);
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
        runContext.recorder().started(0);
      }
      Finding finding = new Finding(Anomaly.NO_ANSWER, "a planned reconnection", reason);
      Judgement never = new Judgement(Outcome.BROKEN, classOf(of.planned()), List.of(finding));
      tell(
          new JudgedReturn(
              of.cohorts(), of.counted(), null, never, List.of(), () -> witness.apply(reason)),
          evidence);
    }
    runContext.recorder().userEnded();
    runContext.progress().userEnded();
  }

  private void tell(JudgedReturn event, @Nullable SessionEvidence evidence) {
    judged++;
    runContext.tell(sink -> sink.judged(event), evidence);
  }

  private Announced last() {
    return announced.get(announced.size() - 1);
  }

  private GapClass classOf(PlannedReturn planned) {
    return runContext.plan().policy().classOf(planned.gap());
  }

  private Cohorts cohortsOf(int index, PlannedReturn planned) {
    Cohorts of = cohorts.with("disruption", planned.loss().id()).with("gap", classOf(planned).id());
    if (metadata.byPlace()) {
      of = of.with("place", planned.moves() ? "other" : "same");
    }
    for (Map.Entry<String, String> group : planned.groups().entrySet()) {
      of = of.with(group.getKey(), group.getValue());
    }
    return metadata.byCycle() ? of.with("cycle", String.valueOf(index + 1)) : of;
  }
}
