package dev.holdfast.run.kinds;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.TestBed;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.SearchesPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.report.capacity.CapacityReport;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.context.ProcessLimits;
import dev.holdfast.run.injectors.ChildInjector;
import dev.holdfast.run.injectors.Injector;
import dev.holdfast.run.injectors.Injectors;
import dev.holdfast.run.injectors.IntervalReportSource;
import dev.holdfast.run.injectors.IntervalReportText;
import dev.holdfast.run.injectors.OwnInjector;
import dev.holdfast.run.injectors.SearchDriver;
import dev.holdfast.run.injectors.TargetScrape;
import dev.holdfast.run.injectors.ThisCommand;
import dev.holdfast.run.reach.MockBackend;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.run.reach.TargetProbe;
import dev.holdfast.scenarios.CapacityScenario;
import dev.holdfast.steps.load.LoadController;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.accounts.Accounts;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a capacity run: users in this process, further ones in processes of their own,
 * and the search that asks them for level after level.
 */
final class CapacityPopulation implements Population {

  private static final long STOP_MILLIS = 5_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final RunContext runContext;
  private final RunPlan plan;
  private final Console console;
  private final String secret;
  private final List<Injector> elsewhere;
  private final SearchesPlan searches;
  private final LevelMeter meter = new LevelMeter();
  private final LoadController controller;
  private final List<MockBackend> furtherNodes;
  private final List<Target> nodes;
  private @Nullable RunIdentity identity;
  private volatile @Nullable Injectors injectors;
  private volatile @Nullable SearchDriver searchDriver;
  private @Nullable Thread thread;
  private volatile boolean over;

  private CapacityPopulation(
      PopulationContext stage, SearchesPlan searches, List<MockBackend> furtherNodes) {
    this.plan = stage.runContext().plan();
    this.runContext = stage.runContext().lending(accounts(false));
    this.console = stage.console();
    this.elsewhere = stage.elsewhere();
    this.secret = stage.secret();
    this.searches = searches;
    this.furtherNodes = furtherNodes;
    this.nodes = new ArrayList<>(List.of(runContext.target()));
    furtherNodes.forEach(node -> nodes.add(node.target()));
    this.controller =
        new LoadController(
            0, searches.injectors(), meter, System::nanoTime, searches.leastWarmUp());
  }

  /**
   * The population of a plan; starts the further nodes of the mock backend that it asks for.
   *
   * @throws NoTargetException if one of these does not serve
   */
  static CapacityPopulation of(PopulationContext stage) throws NoTargetException {
    RunPlan plan = stage.runContext().plan();
    int most = ProcessLimits.mostSessions();
    SearchesPlan searches = plan.searches().atMost(most);
    if (!searches.equals(plan.searches())) {
      stage
          .console()
          .say("no more than " + most + " sessions an injector: a process may open so many files");
    }
    List<MockBackend> further = new ArrayList<>();
    try {
      for (int i = 1; i < plan.backend().nodes(); i++) {
        further.add(MockBackend.start(plan));
      }
    } catch (NoTargetException e) {
      further.forEach(MockBackend::close);
      throw e;
    }
    return new CapacityPopulation(stage, searches, further);
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.capacity(throwAway.lending(accounts(true)))
        .warming(furtherNodes.stream().map(MockBackend::target).toList());
  }

  /** This process is the first of the injectors. */
  private Accounts accounts(boolean fromTheEnd) {
    return Accounts.ofInjector(plan.reach().accounts(), 0, plan.searches().injectors(), fromTheEnd);
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity newIdentity) {
    List<Injector> all = new ArrayList<>(elsewhere);
    if (elsewhere.isEmpty()) {
      OwnInjector own = new OwnInjector(controller);
      recorder.follow(new IntervalReportSource(meter, own::tell));
      all.add(own);
    }
    identity = newIdentity;
    long began = System.nanoTime();
    Thread driving = new Thread(() -> drive(recorder, all, newIdentity, began), "holdfast-search");
    driving.setDaemon(true);
    thread = driving;
    driving.start();
  }

  private void drive(RunRecorder recorder, List<Injector> all, RunIdentity run, long began) {
    try {
      if (elsewhere.isEmpty()) {
        startChildren(all, run, began);
      }
    } catch (IOException e) {
      recorder.abort(String.valueOf(e.getMessage()));
    }
    Injectors together = new Injectors(all);
    injectors = together;
    SearchDriver driver =
        new SearchDriver(
            new SearchDriver.Setting(
                searches,
                together,
                new TargetScrape(nodes, plan.reach().headers(), console::say),
                together(),
                this::requireTarget,
                plan.reports().interval(),
                plan.patience().answer(),
                console::say,
                recorder::abort));
    searchDriver = driver;
    if (all.size() == searches.injectors()) {
      driver.run();
    }
    over = true;
  }

  /** Further injectors, spread evenly over the nodes; those that started are in the list. */
  private void startChildren(List<Injector> all, RunIdentity run, long began) throws IOException {
    Path folder = plan.reports().folder().resolve(run.run());
    for (int i = 1; i < searches.injectors(); i++) {
      all.add(
          ChildInjector.start(
              new IntervalReportText.Hello(
                  i,
                  searches.injectors(),
                  nodes.get(i % nodes.size()).socket().toString(),
                  PartFolders.of(folder, i + 1).toString(),
                  secret,
                  run.startedAt().toEpochMilli(),
                  (System.nanoTime() - began) / NANOS_A_MILLI),
              plan.warmUp().most()));
    }
  }

  @Override
  public List<PopulationBuilder> builders() {
    return List.of(
        CapacityScenario.of(runContext, controller)
            .injectOpen(CoreDsl.atOnceUsers(searches.mostSessionsAnInjector())));
  }

  @Override
  public List<Assertion> assertions() {
    return List.of();
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
    Thread climber = thread;
    if (climber != null) {
      climber.interrupt();
      try {
        climber.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Injectors together = injectors;
    if (together != null) {
      together.close();
    }
    record();
    furtherNodes.forEach(MockBackend::close);
  }

  private void record() {
    SearchDriver driver = searchDriver;
    RunIdentity known = identity;
    if (known == null) {
      return;
    }
    Path folder = plan.reports().folder().resolve(known.run());
    try {
      CapacityReport.record(
          folder,
          new CapacityRun(
              known.run(),
              known.startedAt().toString(),
              known.target(),
              ThisCommand.line(),
              testBed(known),
              known.configuration(),
              driver == null ? List.of() : driver.recorded()));
    } catch (IOException | RuntimeException e) {
      // The verdict is still to be given, by what is recorded.
      console.say("the capacity page could not be written: " + e);
    }
  }

  private TestBed testBed(RunIdentity known) {
    return new TestBed(
        known.environment().get("os") + ", Java " + known.environment().get("java.version"),
        together() ? Runtime.getRuntime().availableProcessors() : 0,
        together() ? ProcessLimits.machineMemoryBytes() : 0,
        nodes.size(),
        searches.injectors(),
        together(),
        known.timeScale());
  }

  private boolean together() {
    return nodes.stream().allMatch(Target::onLoopback);
  }

  private void requireTarget() {
    for (Target node : nodes) {
      try {
        new TargetProbe(runContext.dialect(), plan.reach(), plan.patience().connect())
            .require(node);
      } catch (NoTargetException e) {
        throw new IllegalStateException(e.getMessage());
      }
    }
  }
}
