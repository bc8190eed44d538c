package dev.holdfast.run.kinds;

import dev.holdfast.assessment.StormObjectives;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.BackOff;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.StormPlan;
import dev.holdfast.scenarios.StormScenario;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.user.Network;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Who takes part in a reconnect storm: all sessions, behind one proxy that drops them. */
final class StormPopulation implements Population {

  private static final Duration MEETING_PATIENCE = Duration.ofMinutes(1);

  /** Time for all who met to be listening again. */
  private static final long CALM_MILLIS = 700;

  private final Supplier<Instant> startedAt;
  private final RunContext runContext;
  private final RunPlan plan;
  private final Meetings meetings;
  private final Network network;
  private final Storm storm;

  StormPopulation(PopulationContext stage) {
    RunContext straight = stage.runContext();
    this.startedAt = stage.startedAt();
    this.plan = straight.plan();
    this.meetings = stage.meetings();
    plan.storm().requireSecondTries(plan.resilience().giveUp());
    this.network =
        Network.faulty(straight.target(), event -> straight.recorder().event(event), List.of());
    this.runContext = straight.facing(straight.target(), network);
    this.storm = new Storm(network);
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.storm(throwAway);
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    // Everything that is measured comes from the users.
  }

  @Override
  public String phase(Duration elapsed) {
    return elapsed.compareTo(plan.load().ramp()) < 0 ? "arriving" : "storms";
  }

  @Override
  public boolean isOver() {
    return runContext.progress().usersEnded() >= users()
        || Instant.now().isAfter(startedAt.get().plus(longest()));
  }

  @Override
  public String endedBy() {
    return HardEnd.reason(longest(), users() - runContext.progress().usersEnded());
  }

  private int users() {
    return plan.load().ownUsers();
  }

  /** Longest that the run may take: beyond it, something hangs. */
  private Duration longest() {
    StormPlan storms = plan.storm();
    Duration each =
        storms.allBack().plus(storms.settle()).plus(plan.patience().answer().multipliedBy(2));
    return plan.load()
        .ramp()
        .plus(MEETING_PATIENCE)
        .plus(each.multipliedBy(StormScenario.storms(storms).size()));
  }

  @Override
  public Map<String, Double> samples() {
    Map<String, Double> samples = new HashMap<>();
    for (BackOff strategy : plan.storm().strategies()) {
      samples.put(
          StormObjectives.peak(strategy.id()),
          (double) storm.peakHandshakesPerSecond(strategy.id()));
      samples.put(StormObjectives.attempts(strategy.id()), storm.attemptsPerReturn(strategy.id()));
    }
    return samples;
  }

  @Override
  public List<PopulationBuilder> builders() {
    Executor later =
        CompletableFuture.delayedExecutor(
            CALM_MILLIS, TimeUnit.MILLISECONDS, ForkJoinPool.commonPool());
    AtomicInteger number = new AtomicInteger();
    List<Checkpoint> before =
        StormScenario.storms(plan.storm()).stream()
            .map(each -> before("storm-" + number.incrementAndGet(), later))
            .toList();
    return List.of(
        StormScenario.of(runContext, storm, before)
            .injectOpen(Ramp.of(users(), plan.load().ramp())));
  }

  /** All who stand still are dropped at one instant. */
  private Checkpoint before(String name, Executor later) {
    return new Checkpoint(
        users(),
        MEETING_PATIENCE.plus(plan.load().ramp()),
        () -> meetings.byEach(name, () -> later.execute(storm::drop)),
        ForkJoinPool.commonPool());
  }

  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public void close() {
    network.close();
  }
}
