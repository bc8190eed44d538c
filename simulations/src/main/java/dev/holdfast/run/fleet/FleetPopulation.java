package dev.holdfast.run.fleet;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.run.kinds.Populating;
import dev.holdfast.run.kinds.Population;
import dev.holdfast.run.kinds.PopulationContext;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.run.kinds.SoakElsewhere;
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
  private final Optional<SoakElsewhere> soak;
  private final Optional<Population> search;

  private FleetPopulation(RunKind kind, Fleet fleet, PopulationContext stage)
      throws NoTargetException {
    this.fleet = fleet;
    this.runContext = stage.runContext();
    this.soak =
        kind == RunKind.SOAK
            ? Optional.of(new SoakElsewhere(stage, fleet::strike))
            : Optional.empty();
    this.search =
        kind == RunKind.CAPACITY
            ? Optional.of(kind.population(stage.by(fleet.injectors())))
            : Optional.empty();
  }

  /** Who takes part in a run of that kind: its own users, or those of a fleet if there is one. */
  public static Populating of(RunKind kind) {
    return stage ->
        stage.runContext().plan().fleet().isOn() ? gathered(kind, stage) : kind.population(stage);
  }

  private static FleetPopulation gathered(RunKind kind, PopulationContext stage)
      throws NoTargetException {
    Fleet fleet = Fleet.gather(kind, stage);
    try {
      return new FleetPopulation(kind, fleet, stage);
    } catch (NoTargetException e) {
      fleet.close();
      throw e;
    }
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    throw new IllegalStateException("injectors warm up themselves");
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    fleet.start(
        recorder,
        identity,
        runContext.plan().reports().folder().resolve(identity.run()),
        () -> {
          soak.ifPresent(its -> its.begin(recorder, identity));
          search.ifPresent(its -> its.began(recorder, identity));
        });
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
    if (search.map(Population::isOver).orElse(false) || !hopeless().isEmpty()) {
      fleet.finish();
    }
    return fleet.isOver();
  }

  @Override
  public String endedBy() {
    return fleet.endedBy().isEmpty() ? hopeless() : fleet.endedBy();
  }

  private String hopeless() {
    return soak.map(SoakElsewhere::endedBy).orElse("");
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
    soak.ifPresent(SoakElsewhere::close);
    search.ifPresent(Population::close);
    fleet.close();
  }
}
