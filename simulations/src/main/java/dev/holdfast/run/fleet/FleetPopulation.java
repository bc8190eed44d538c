package dev.holdfast.run.fleet;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.run.kinds.Populating;
import dev.holdfast.run.kinds.Population;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who takes part in a run that makes no load itself: the users of its injectors. */
public final class FleetPopulation implements Population {

  private final Fleet fleet;
  private final RunContext runContext;

  private FleetPopulation(Fleet fleet, RunContext runContext) {
    this.fleet = fleet;
    this.runContext = runContext;
  }

  /** Who takes part in a run of that kind: its own users, or those of a fleet if there is one. */
  public static Populating of(RunKind kind) {
    return stage ->
        stage.runContext().plan().fleet().isOn() ? gathered(kind, stage) : kind.population(stage);
  }

  private static FleetPopulation gathered(RunKind kind, PopulationContext stage)
      throws NoTargetException {
    return new FleetPopulation(Fleet.gather(kind, stage), stage.runContext());
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    throw new IllegalStateException("injectors warm up themselves");
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    fleet.start(
        recorder, identity, runContext.plan().reports().folder().resolve(identity.run()));
  }

  @Override
  public Optional<Duration> expected() {
    return fleet.expected();
  }

  @Override
  public String phase(Duration elapsed) {
    return fleet.phase();
  }

  @Override
  public boolean isOver() {
    return fleet.isOver();
  }

  @Override
  public String endedBy() {
    return fleet.endedBy();
  }

  @Override
  public Map<String, Double> samples() {
    return Map.of();
  }

  @Override
  public List<PopulationBuilder> builders() {
    return List.of();
  }

  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public void close() {
    fleet.close();
  }
}
