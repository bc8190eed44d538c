package dev.holdfast.run.fleet;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.SearchesPlan;
import dev.holdfast.run.context.ProcessLimits;
import dev.holdfast.run.injectors.IntervalReportSource;
import dev.holdfast.run.injectors.IntervalReportText;
import dev.holdfast.run.kinds.Population;
import dev.holdfast.scenarios.CapacityScenario;
import dev.holdfast.steps.load.LoadController;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The part of a search's users that one injector plays: as many as it is told, at the pace it is
 * told.
 */
final class CapacityUsers implements Population {

  private final RunContext runContext;
  private final SearchesPlan searches;
  private final LevelMeter meter = new LevelMeter();
  private final LoadController controller;
  private final Consumer<byte[]> reports;
  private volatile boolean over;

  CapacityUsers(RunContext runContext, int index, Consumer<byte[]> reports) {
    this.runContext = runContext;
    this.searches = runContext.plan().searches();
    this.reports = reports;
    this.controller =
        new LoadController(
            index, searches.injectors(), meter, System::nanoTime, searches.leastWarmUp());
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.capacity(throwAway);
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    recorder.follow(
        new IntervalReportSource(
            meter,
            report ->
                reports.accept(IntervalReportText.of(report).getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public void obey(String order) {
    try {
      controller.turn(IntervalReportText.order(order));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<PopulationBuilder> builders() {
    int most = searches.atMost(ProcessLimits.mostSessions()).mostSessionsAnInjector();
    return List.of(
        CapacityScenario.of(runContext, controller).injectOpen(CoreDsl.atOnceUsers(most)));
  }

  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public void stop() {
    over = true;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public String endedBy() {
    return "";
  }

  @Override
  public Map<String, Double> samples() {
    return Map.of();
  }

  @Override
  public void close() {
    // The run ends the load before it ends this.
  }
}
