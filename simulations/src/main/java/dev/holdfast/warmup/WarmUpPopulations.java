package dev.holdfast.warmup;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.scenarios.CapacityScenario;
import dev.holdfast.scenarios.HistoryScenario;
import dev.holdfast.scenarios.MemoryScenario;
import dev.holdfast.scenarios.SoakScenario;
import dev.holdfast.scenarios.catalogue.GateScenarios;
import dev.holdfast.scenarios.catalogue.ResilienceScenarios;
import dev.holdfast.scenarios.resilience.CleanCloseScenario;
import dev.holdfast.scenarios.resilience.FaultScenario;
import dev.holdfast.steps.MalformedSteps;
import dev.holdfast.steps.StreamChecks;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.load.ContextSize;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.steps.load.LoadCommand;
import dev.holdfast.steps.load.LoadController;
import dev.holdfast.steps.load.SoakTime;
import dev.holdfast.steps.load.Storm;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.Network;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who warms up for which kind of run: users of the same steps as its own. */
public final class WarmUpPopulations {

  private static final Duration ALWAYS = Duration.ofDays(1);

  /** At each further backend another scenario: Gatling tells scenarios apart by their names. */
  private static final List<Function<RunContext, ScenarioBuilder>> ELSEWHERE =
      List.of(HistoryScenario::of, MemoryScenario::of);

  private WarmUpPopulations() {}

  /** For the release gate: users of all its scenarios. */
  public static WarmUpUsers gate(RunContext runContext) {
    GateScenarios all =
        new GateScenarios(runContext, new ServiceChecks(), nothing(), nothing(), new ContextSize());
    return WarmUpUsers.at(
        users(runContext),
        Arrays.stream(ScenarioName.values())
            .filter(each -> runContext.dialect().capabilities().containsAll(each.needs()))
            .map(all::of)
            .toList());
  }

  /** Users of any scenarios. */
  public static WarmUpUsers of(RunContext runContext, List<ScenarioBuilder> scenarios) {
    return WarmUpUsers.at(users(runContext), scenarios);
  }

  /** For a soak: users who lose their connections in its own mix of ways. */
  public static WarmUpUsers soak(RunContext straight) {
    Network network = Network.faultyInPart(straight.target(), fault -> {});
    SoakTime time = new SoakTime(System::nanoTime, Duration.ZERO, ALWAYS);
    time.begin();
    InjectedOutages outages =
        new InjectedOutages(System::nanoTime, straight.plan().patience().connect().toNanos());
    return WarmUpUsers.of(
            SoakScenario.of(
                    straight.facing(straight.target(), network),
                    time,
                    outages,
                    new Storm(network),
                    () -> {})
                .injectOpen(atOnceUsers(users(straight))))
        .ending(List.of(network));
  }

  /** For the reconnect storm: users who are reset, refused and back off. */
  public static WarmUpUsers storm(RunContext straight) {
    Network network = Network.faulty(straight.target(), fault -> {}, List.of());
    RunContext runContext = straight.facing(straight.target(), network);
    return WarmUpUsers.at(
            users(runContext),
            List.of(
                FaultScenario.open(runContext),
                FaultScenario.onTheWayBack(runContext),
                CleanCloseScenario.of(runContext)))
        .ending(List.of(network));
  }

  /**
   * For the resilience simulation: users of its scenarios that last no longer than some seconds.
   *
   * @param mock whether the target has mailboxes that this run can fill
   * @param restarted backends that it will end and start again, two at most, warmed by a few users
   *     each
   */
  public static WarmUpUsers resilience(RunContext straight, boolean mock, List<Target> restarted) {
    Network network = Network.faulty(straight.target(), fault -> {}, List.of());
    RunContext runContext = straight.facing(straight.target(), network);
    ResilienceScenarios all =
        new ResilienceScenarios(
            runContext,
            each -> new ServiceChecks(),
            new StreamChecks(),
            new MalformedSteps(runContext, new ServiceChecks()),
            each -> Optional.empty());
    List<ScenarioBuilder> scenarios = new ArrayList<>();
    for (ResilienceScenario each : ResilienceScenario.values()) {
      boolean playable = runContext.dialect().capabilities().containsAll(each.needs());
      if (playable && (mock || !each.needsMock())) {
        all.ofWarmUp(each).ifPresent(scenarios::add);
      }
    }
    for (int i = 0; i < Math.min(restarted.size(), ELSEWHERE.size()); i++) {
      Target target = restarted.get(i);
      scenarios.add(ELSEWHERE.get(i).apply(straight.facing(target, Network.straight(target))));
    }
    return WarmUpUsers.at(users(runContext), scenarios).warming(restarted).ending(List.of(network));
  }

  /** For a capacity run: users who return and talk at a steady rate. */
  public static WarmUpUsers capacity(RunContext runContext) {
    int users = users(runContext);
    LoadController controller =
        new LoadController(0, 1, new LevelMeter(), System::nanoTime, Duration.ZERO);
    controller.turn(
        new LoadCommand(
            LoadCommand.Step.WORK,
            1,
            "warm-up",
            LoadKind.SESSIONS,
            users,
            0,
            users,
            runContext.plan().load().pace().toNanos(),
            runContext.plan().load().cycles()));
    return WarmUpUsers.of(
        CapacityScenario.of(runContext, controller).injectOpen(atOnceUsers(users)));
  }

  private static int users(RunContext runContext) {
    return runContext.plan().load().users();
  }

  private static Checkpoint nothing() {
    return new Checkpoint(1, Duration.ZERO, () -> {}, Runnable::run);
  }
}
