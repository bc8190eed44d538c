package dev.holdfast.run.kinds;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.scenarios.SoakScenario;
import dev.holdfast.soak.DriftDetector;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.steps.load.EarlyEnd;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.load.SoakTime;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.user.Network;
import dev.holdfast.user.RunContext;
import dev.holdfast.warmup.WarmUpPopulations;
import dev.holdfast.warmup.WarmUpUsers;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who takes part in a soak: always as many users, each with one session after another. */
final class SoakPopulation implements Population {

  private final RunContext runContext;
  private final RunPlan plan;
  private final SoakTime time;
  private final InjectedOutages outages;
  private final Storm storm;
  private final Strikes strikes;
  private final SoakOperator operator;
  private final boolean part;
  private final AtomicInteger left = new AtomicInteger();
  private final EarlyEnd earlyEnd;
  private volatile @Nullable SoakWatch watch;

  SoakPopulation(PopulationContext stage) {
    RunContext straight = stage.runContext();
    this.plan = straight.plan();
    Network network = networkTo(straight);
    this.runContext = straight.facing(straight.target(), network);
    LoadPlan load = plan.load();
    this.time =
        new SoakTime(System::nanoTime, load.ramp().plus(plan.soak().warmUp()), load.duration());
    this.outages = new InjectedOutages(System::nanoTime, plan.patience().connect().toNanos());
    this.storm = new Storm(network);
    this.strikes =
        new OwnStrikes(outages, storm, runContext.network(), plan.soak().command().ends());
    this.part = stage.isOfAPart();
    this.operator = new SoakOperator(runContext, stage.backend(), strikes);
    this.earlyEnd = part ? EarlyEnd.NEVER : EarlyEnd.of(runContext, time, stage.console()::say);
  }

  /** Through a fault proxy only as far as anybody is to be struck by one. */
  private Network networkTo(RunContext straight) {
    Target target = straight.target();
    Consumer<String> events = event -> straight.recorder().event(event);
    if (plan.soak().dropsAll()) {
      return Network.faulty(target, events, List.of());
    }
    return plan.soak().mix().hasFaults()
        ? Network.faultyInPart(target, events)
        : straight.network();
  }

  @Override
  public WarmUpUsers warmUp(RunContext throwAway) {
    return WarmUpPopulations.soak(throwAway);
  }

  @Override
  public String announcement() {
    LoadPlan load = plan.load();
    String takes = "takes about " + RoughTime.of(allInAll()) + " at time scale " + load.timeScale();
    Duration least = plan.reports().interval().multipliedBy(DriftDetector.LEAST_OBSERVATIONS);
    return load.duration().compareTo(least) < 0
        ? takes
            + ", and is too short to show a trend: give holdfast.duration at least "
            + RoughTime.of(least)
        : takes;
  }

  @Override
  public Optional<Duration> expected() {
    return Optional.of(allInAll());
  }

  @Override
  public String phase(Duration elapsed) {
    if (elapsed.compareTo(plan.load().ramp()) < 0) {
      return "arriving";
    }
    return time.isWarm() ? "soaking" : "settling, not judged";
  }

  private Duration allInAll() {
    return plan.load().ramp().plus(plan.soak().warmUp()).plus(plan.load().duration());
  }

  @Override
  public void began(RunRecorder recorder, RunIdentity identity) {
    time.begin();
    if (part) {
      watch = SoakWatch.ofInjector(recorder, plan, runContext.target(), time);
      return;
    }
    watch = SoakWatch.start(recorder, plan, runContext.target(), time);
    operator.start(
        plan.load().ramp().plus(plan.soak().warmUp()),
        plan.reports().folder().resolve(identity.run()));
  }

  @Override
  public void obey(String strike) {
    StrikesByText.obey(strike, strikes);
  }

  @Override
  public void close() {
    operator.close();
    SoakWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    // The network stays until the process ends: a run that is stopped still has users on it, and
    // what they would lose by its end is not yet too late to be judged.
  }

  @Override
  public List<PopulationBuilder> builders() {
    return List.of(
        SoakScenario.of(runContext, time, outages, storm, left::incrementAndGet)
            .injectOpen(arrival(plan.load())));
  }

  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public void stop() {
    time.stop();
  }

  @Override
  public boolean isOver() {
    if (earlyEnd.hasCome()) {
      time.stop();
    }
    return (left.get() >= plan.load().ownUsers() && outages.atRest())
        || (time.isOver() && time.overdue().compareTo(slack()) > 0);
  }

  @Override
  public String endedBy() {
    return earlyEnd.hasCome()
        ? PartialRun.HOPELESS
        : HardEnd.reason(longest(), plan.load().ownUsers() - left.get());
  }

  private Duration longest() {
    return allInAll().plus(slack());
  }

  @Override
  public Map<String, Double> samples() {
    return Map.of();
  }

  /** Longest that a user takes to come to an end once the time is over. */
  private Duration slack() {
    return plan.patience()
        .answer()
        .plus(plan.patience().connect())
        .multipliedBy(4)
        .plus(plan.load().pace())
        .plus(plan.soak().events().isEmpty() ? Duration.ZERO : plan.resilience().giveUp());
  }

  private static OpenInjectionStep arrival(LoadPlan load) {
    return load.ramp().toSeconds() < 1
        ? atOnceUsers(load.ownUsers())
        : rampUsers(load.ownUsers()).during(load.ramp().toSeconds());
  }
}
