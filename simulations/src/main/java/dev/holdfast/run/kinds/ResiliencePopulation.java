package dev.holdfast.run.kinds;

import dev.holdfast.assessment.ResilienceObjectives;
import dev.holdfast.dialect.Capability;
import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.reach.MockBackend;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.scenarios.catalogue.ResilienceScenarios;
import dev.holdfast.scenarios.resilience.NetworkProfile;
import dev.holdfast.scenarios.resilience.ProfilesScenario;
import dev.holdfast.scenarios.resilience.RestartScenario;
import dev.holdfast.steps.BackendSteps;
import dev.holdfast.steps.MalformedSteps;
import dev.holdfast.steps.RestoreSteps;
import dev.holdfast.steps.StreamChecks;
import dev.holdfast.steps.WantedFailures;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.steps.tokens.SessionProbe;
import dev.holdfast.user.Network;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Who takes part in the resilience simulation: the users of all scenarios side by side, each
 * through a fault proxy, an operator for each backend that is ended and started again, and those
 * backends.
 */
final class ResiliencePopulation implements Population {

  private static final int RESTARTS = 2;
  private static final int PERCENT = 100;
  private static final Duration MEETING_PATIENCE = Duration.ofMinutes(1);

  private final RunContext runContext;
  private final Supplier<Instant> startedAt;
  private final LoadPlan load;
  private final Set<ResilienceScenario> scenarios;
  private final boolean mock;
  private final Map<ResilienceScenario, MockBackend> backends =
      new EnumMap<>(ResilienceScenario.class);
  private final Map<ResilienceScenario, ServiceChecks> checks =
      new EnumMap<>(ResilienceScenario.class);
  private final Deque<Network> networks = new ConcurrentLinkedDeque<>();
  private final MalformedSteps malformed;
  private final StreamChecks streams = new StreamChecks();
  private final ExecutorService operators =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "operator");
            thread.setDaemon(true);
            return thread;
          });

  private ResiliencePopulation(PopulationContext stage, Set<ResilienceScenario> scenarios) {
    RunContext straight = stage.runContext();
    this.startedAt = stage.startedAt();
    this.load = straight.plan().load();
    this.mock = straight.plan().target().isEmpty();
    this.scenarios = scenarios;
    this.runContext = through(straight, List.of());
    this.malformed = new MalformedSteps(runContext, checks(ResilienceScenario.MALFORMED));
  }

  /**
   * The population of a plan; starts the backends that are to be ended.
   *
   * @throws NoTargetException if one of these does not serve
   */
  static ResiliencePopulation of(PopulationContext stage) throws NoTargetException {
    RunPlan plan = stage.runContext().plan();
    Set<ResilienceScenario> played = new TreeSet<>(plan.resilience().scenarios());
    if (plan.target().isPresent() && played.removeIf(ResilienceScenario::needsMock)) {
      stage
          .console()
          .say(
              "crash, drain and queued are left out: this run cannot end and start its target, nor"
                  + " leave messages for its users");
    }
    ResiliencePopulation population = new ResiliencePopulation(stage, played);
    try {
      for (ResilienceScenario scenario : played) {
        if (scenario.restartsBackend()) {
          population.backends.put(scenario, MockBackend.startDurable(plan));
        }
      }
      return population;
    } catch (NoTargetException e) {
      population.close();
      throw e;
    }
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.resilience(
        throwAway, mock, backends.values().stream().map(MockBackend::target).toList());
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    // Everything that is measured comes from the users.
  }

  @Override
  public Optional<Duration> expected() {
    return Optional.of(load.ramp().plus(load.duration()));
  }

  @Override
  public String phase(Duration elapsed) {
    return elapsed.compareTo(load.ramp()) < 0 ? "arriving" : "under load";
  }

  @Override
  public boolean isOver() {
    return runContext.progress().usersEnded() >= load.ownUsers()
        || Instant.now().isAfter(startedAt.get().plus(longest()));
  }

  @Override
  public String endedBy() {
    return HardEnd.reason(longest(), load.ownUsers() - runContext.progress().usersEnded());
  }

  /** Longest that the run may take: beyond it, something hangs. */
  private Duration longest() {
    Duration slack = runContext.plan().resilience().giveUp().plus(MEETING_PATIENCE).multipliedBy(2);
    return load.ramp().plus(load.duration().multipliedBy(2)).plus(slack);
  }

  @Override
  public Map<String, Double> samples() {
    Map<String, Double> samples = new HashMap<>();
    checks.forEach(
        (scenario, counted) -> {
          if (counted.asked() > 0) {
            samples.put(ResilienceObjectives.wrong(scenario), (double) counted.wrong());
            samples.put(scenario.id() + ".asked", (double) counted.asked());
          }
        });
    if (streams.resumed() > 0) {
      String midStream = ResilienceScenario.MID_STREAM.id();
      samples.put(
          ResilienceObjectives.wrong(ResilienceScenario.MID_STREAM), (double) streams.broken());
      samples.put(midStream + ".asked", (double) streams.resumed());
      samples.put(ResilienceObjectives.PIECES_MISSING, (double) streams.missing());
      samples.put(ResilienceObjectives.PIECES_TWICE, (double) streams.twice());
    }
    if (malformed.longestBombardmentMillis() >= 0) {
      samples.put(ResilienceObjectives.BOMBARDMENT, (double) malformed.longestBombardmentMillis());
    }
    return samples;
  }

  @Override
  public List<PopulationBuilder> builders() {
    List<PopulationBuilder> builders = new ArrayList<>();
    List<ResilienceScenario> order = List.copyOf(scenarios);
    for (int i = 0; i < order.size(); i++) {
      int from = load.users() * i / order.size();
      int to = load.users() * (i + 1) / order.size();
      int own = load.share().of(from, to);
      if (own > 0) {
        builders.addAll(of(order.get(i), own));
      }
    }
    return builders;
  }

  @Override
  public List<Assertion> assertions() {
    List<Assertion> all = new ArrayList<>();
    double allowed = PERCENT * (1 - runContext.plan().objectives().continuity());
    boolean smoke = runContext.plan().smoke();
    if (!smoke && RestoreSteps.showsRestores(runContext.dialect())) {
      all.add(CoreDsl.details("context restored").failedRequests().percent().lte(allowed));
    }
    if (runContext.dialect().states(Capability.CHECK) && !smoke) {
      all.add(CoreDsl.details(RestoreSteps.CHECK).failedRequests().percent().lte(allowed));
    }
    if (scenarios.contains(ResilienceScenario.ATTACKS)) {
      all.add(CoreDsl.details(WantedFailures.INTRUDER).failedRequests().count().is(0L));
    }
    return all;
  }

  @Override
  public void close() {
    operators.shutdownNow();
    networks.forEach(Network::close);
    backends.values().forEach(MockBackend::close);
  }

  private List<PopulationBuilder> of(ResilienceScenario scenario, int users) {
    if (scenario == ResilienceScenario.PROFILES) {
      return profiles(users);
    }
    if (scenario.restartsBackend()) {
      return restarts(scenario, users);
    }
    ResilienceScenarios all =
        new ResilienceScenarios(runContext, this::checks, streams, malformed, this::probe);
    return List.of(
        arriving(
            all.of(scenario)
                .orElseThrow(
                    () -> new IllegalStateException("nobody plays the scenario " + scenario.id())),
            users));
  }

  private List<PopulationBuilder> profiles(int users) {
    List<PopulationBuilder> all = new ArrayList<>();
    NetworkProfile[] profiles = NetworkProfile.values();
    for (int i = 0; i < profiles.length; i++) {
      int share = users * (i + 1) / profiles.length - users * i / profiles.length;
      if (share > 0) {
        RunContext shaped = through(runContext, profiles[i].toxics());
        all.add(arriving(ProfilesScenario.of(shaped, profiles[i]), share));
      }
    }
    return all;
  }

  private List<PopulationBuilder> restarts(ResilienceScenario scenario, int users) {
    MockBackend backend = backends.get(scenario);
    if (backend == null) {
      throw new IllegalStateException("no backend was started for " + scenario.id());
    }
    RunContext ended =
        through(runContext.facing(backend.target(), Network.straight(backend.target())), List.of());
    List<RestartScenario.Meeting> meetings =
        IntStream.range(0, RESTARTS)
            .mapToObj(at -> new RestartScenario.Meeting(meeting(users), meeting(users)))
            .toList();
    RestartScenario restart = new RestartScenario(ended, scenario, meetings, checks(scenario));
    BackendSteps operator = new BackendSteps(ended, backend, operators);
    return List.of(
        arriving(restart.users(), users),
        restart.operator(operator).injectOpen(CoreDsl.atOnceUsers(1)));
  }

  private Checkpoint meeting(int users) {
    int andTheOperator = users + 1;
    return new Checkpoint(
        andTheOperator, MEETING_PATIENCE.plus(load.duration()), () -> {}, operators);
  }

  private PopulationBuilder arriving(ScenarioBuilder metadata, int users) {
    return metadata.injectOpen(Ramp.of(users, load.ramp()));
  }

  private RunContext through(RunContext straight, List<Toxic> toxics) {
    Network network =
        Network.faulty(straight.target(), event -> straight.recorder().event(event), toxics);
    networks.add(network);
    return straight.facing(straight.target(), network);
  }

  private ServiceChecks checks(ResilienceScenario scenario) {
    return checks.computeIfAbsent(scenario, any -> new ServiceChecks());
  }

  private Optional<SessionProbe> probe(ResilienceScenario scenario) {
    return mock ? Optional.of(new SessionProbe(runContext, checks(scenario))) : Optional.empty();
  }
}
