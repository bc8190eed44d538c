package dev.holdfast.run.kinds;

import static io.gatling.javaapi.core.CoreDsl.details;

import dev.holdfast.assessment.ReleaseObjectives;
import dev.holdfast.dialect.Capability;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.run.reach.BackendHeap;
import dev.holdfast.scenarios.GapsScenario;
import dev.holdfast.scenarios.catalogue.GateScenarios;
import dev.holdfast.scenarios.resilience.ConsistencyScenario;
import dev.holdfast.steps.RestoreSteps;
import dev.holdfast.steps.WantedFailures;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.load.ContextSize;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * Who takes part in the release gate: all other scenarios side by side, then the steady one alone.
 */
final class GatePopulation implements Population {

  private static final double P999 = 99.9;
  private static final int PERCENT = 100;

  /** Requests that a user at most waits for in vain, one after the other, at its beginning. */
  private static final int UNANSWERED = 12;

  /** The same at each return: what it asks for, and what it says then. */
  private static final long UNANSWERED_A_RETURN = 2;

  /** Where what others say is not taken in or does not arrive: while there, away, and back. */
  private static final long UNHEARD_A_RETURN = 10;

  private static final Duration CHECKPOINT_PATIENCE = Duration.ofSeconds(20);

  private final LoadPlan load;
  private final RunContext runContext;
  private final Supplier<Instant> startedAt;
  private final Meetings meetings;
  private final BackendHeap heap;
  private final ContextSize contextSize = new ContextSize();
  private final ServiceChecks serviceChecks = new ServiceChecks();

  GatePopulation(PopulationContext stage) {
    this.runContext = stage.runContext();
    this.startedAt = stage.startedAt();
    this.meetings = stage.meetings();
    this.load = runContext.plan().load();
    this.heap = new BackendHeap(runContext.target(), runContext.plan().reach().headers());
  }

  /** All virtual users that will live, over the whole run. */
  private int users() {
    return load.scenarios().stream().mapToInt(name -> load.ownUsersOf(name)).sum();
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.gate(throwAway);
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    // Everything that the gate measures comes from its users.
  }

  @Override
  public void close() {
    // Nothing was begun.
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

  @Override
  public List<Assertion> assertions() {
    List<Assertion> all = new ArrayList<>();
    var objectives = runContext.plan().objectives();
    if (!runContext.plan().smoke() && RestoreSteps.showsRestores(runContext.dialect())) {
      int limit = Math.toIntExact(objectives.restoreP999().toMillis());
      all.add(details("context restored").responseTime().percentile(P999).lte(limit));
      all.add(
          details("context restored")
              .failedRequests()
              .percent()
              .lte(PERCENT * (1 - objectives.continuity())));
    }
    if (runContext.dialect().states(Capability.CHECK) && !runContext.plan().smoke()) {
      all.add(
          details(RestoreSteps.CHECK)
              .failedRequests()
              .percent()
              .lte(PERCENT * (1 - objectives.continuity())));
    }
    if (load.scenarios().contains(ScenarioName.SERVICES)) {
      all.add(details(WantedFailures.INTRUDER).failedRequests().count().is(0L));
    }
    return all;
  }

  @Override
  public String announcement() {
    String takes = "takes about " + RoughTime.of(allInAll()) + " at time scale " + load.timeScale();
    return gaps().compareTo(load.duration()) > 0
        ? takes
            + ": users of the scenario gaps stay away for up to "
            + RoughTime.of(load.scaled(runContext.plan().gaps().longest()))
            + ", and come back "
            + runContext.plan().gaps().cycles(load)
            + " times (holdfast.gaps.most-cycles, or holdfast.scenarios without gaps)"
        : takes;
  }

  @Override
  public Optional<Duration> expected() {
    return Optional.of(allInAll());
  }

  @Override
  public String phase(Duration elapsed) {
    if (elapsed.compareTo(load.ramp()) < 0) {
      return "arriving";
    }
    return elapsed.compareTo(load.ramp().plus(life())) < 0 ? "under load" : "last users";
  }

  private Duration allInAll() {
    Duration steady =
        load.scenarios().contains(ScenarioName.CONSISTENCY)
            ? ConsistencyScenario.longest(load)
            : Duration.ZERO;
    return load.ramp().plus(life()).plus(steady);
  }

  private Duration gaps() {
    return load.scenarios().contains(ScenarioName.GAPS)
        ? GapsScenario.longest(runContext)
        : Duration.ZERO;
  }

  private Duration life() {
    Duration gaps = gaps();
    return gaps.compareTo(load.duration()) > 0 ? gaps : load.duration();
  }

  /** Longest that the run may take: beyond it, something hangs. */
  private Duration longest() {
    Duration life = life();
    Duration steady =
        load.scenarios().contains(ScenarioName.CONSISTENCY)
            ? CHECKPOINT_PATIENCE.multipliedBy(2).plus(ConsistencyScenario.longest(load))
            : Duration.ZERO;
    long returns = load.duration().dividedBy(load.pace()) + 1;
    Duration slack =
        runContext
            .plan()
            .patience()
            .answer()
            .multipliedBy(UNANSWERED + unansweredAReturn() * returns);
    return steady.plus(load.ramp()).plus(life.multipliedBy(2)).plus(slack);
  }

  private long unansweredAReturn() {
    boolean others = runContext.plan().objectives().othersSpeak();
    return UNANSWERED_A_RETURN + (others ? UNHEARD_A_RETURN : 0);
  }

  @Override
  public Map<String, Double> samples() {
    return load.scenarios().contains(ScenarioName.SERVICES)
        ? Map.of(
            ReleaseObjectives.CONTEXT_FIRST,
            (double) contextSize.first(),
            ReleaseObjectives.CONTEXT_LAST,
            (double) contextSize.last(),
            "services.asked",
            (double) serviceChecks.asked(),
            ReleaseObjectives.SERVICES_WRONG,
            (double) serviceChecks.wrong())
        : Map.of(
            ReleaseObjectives.CONTEXT_FIRST, (double) contextSize.first(),
            ReleaseObjectives.CONTEXT_LAST, (double) contextSize.last());
  }

  @Override
  public List<PopulationBuilder> builders() {
    List<ScenarioName> together =
        load.scenarios().stream()
            .filter(name -> !name.runsLast() && load.ownUsersOf(name) > 0)
            .sorted(Comparator.comparing(name -> name != ScenarioName.GAPS))
            .toList();
    List<PopulationBuilder> builders =
        new ArrayList<>(together.stream().map(this::arriving).toList());
    if (load.scenarios().contains(ScenarioName.CONSISTENCY)) {
      PopulationBuilder steady = arriving(ScenarioName.CONSISTENCY);
      if (builders.isEmpty()) {
        builders.add(steady);
      } else {
        // The first one has the longest gaps, so it is the last to end.
        builders.set(0, builders.get(0).andThen(steady));
      }
    }
    return builders;
  }

  private PopulationBuilder arriving(ScenarioName name) {
    Duration ramp =
        name.runsLast()
            ? load.ramp().multipliedBy(load.usersOf(name)).dividedBy(load.users())
            : load.ramp();
    return scenarios().of(name).injectOpen(Ramp.of(load.ownUsersOf(name), ramp));
  }

  private GateScenarios scenarios() {
    return new GateScenarios(
        runContext,
        serviceChecks,
        checkpoint(ReleaseObjectives.HEAP_BEFORE),
        checkpoint(ReleaseObjectives.HEAP_AFTER),
        contextSize);
  }

  private Checkpoint checkpoint(String sample) {
    return new Checkpoint(
        load.ownUsersOf(ScenarioName.CONSISTENCY),
        CHECKPOINT_PATIENCE,
        () -> meetings.byOne(sample, () -> measureHeap(sample)),
        ForkJoinPool.commonPool());
  }

  private void measureHeap(String sample) {
    heap.afterCollection().ifPresent(bytes -> runContext.recorder().sample(sample, (double) bytes));
  }
}
