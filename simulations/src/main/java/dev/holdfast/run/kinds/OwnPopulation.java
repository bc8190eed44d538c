package dev.holdfast.run.kinds;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.LoadPlan;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who takes part in a simulation that a team has written for itself. */
public final class OwnPopulation implements Population {

  /** A run that takes so many times its duration hangs. */
  private static final int FAR_TOO_LONG = 3;

  /** Requests that a user at most waits for in vain, one after the other, at its beginning. */
  private static final int UNANSWERED = 12;

  private final OwnScenarios load;
  private final RunContext runContext;
  private final Supplier<Instant> startedAt;

  public OwnPopulation(OwnScenarios load, PopulationContext stage) {
    this.load = load;
    this.runContext = stage.runContext();
    this.startedAt = stage.startedAt();
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.of(throwAway, load.scenarios(throwAway));
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    // Everything that is measured comes from the users.
  }

  @Override
  public void close() {
    // Nothing was begun.
  }

  @Override
  public List<PopulationBuilder> builders() {
    LoadPlan plan = runContext.plan().load();
    List<ScenarioBuilder> scenarios = load.scenarios(runContext);
    List<PopulationBuilder> all = new ArrayList<>();
    int begun = 0;
    for (int i = 0; i < scenarios.size(); i++) {
      int share = plan.users() * (i + 1) / scenarios.size() - begun;
      begun += share;
      if (share > 0) {
        all.add(scenarios.get(i).injectOpen(Ramp.of(share, plan.ramp())));
      }
    }
    return all;
  }

  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public Optional<Duration> expected() {
    LoadPlan plan = runContext.plan().load();
    return Optional.of(plan.ramp().plus(plan.duration()));
  }

  @Override
  public String phase(Duration elapsed) {
    return elapsed.compareTo(runContext.plan().load().ramp()) < 0 ? "arriving" : "under load";
  }

  @Override
  public boolean isOver() {
    return runContext.progress().usersEnded() >= runContext.plan().load().users()
        || Instant.now().isAfter(startedAt.get().plus(longest()));
  }

  @Override
  public String endedBy() {
    return HardEnd.reason(
        longest(), runContext.plan().load().users() - runContext.progress().usersEnded());
  }

  /** Longest that the run may take: beyond it, something hangs. */
  private Duration longest() {
    LoadPlan plan = runContext.plan().load();
    return plan.ramp()
        .plus(plan.duration().multipliedBy(FAR_TOO_LONG))
        .plus(runContext.plan().patience().answer().multipliedBy(UNANSWERED));
  }

  @Override
  public Map<String, Double> samples() {
    return Map.of();
  }
}
