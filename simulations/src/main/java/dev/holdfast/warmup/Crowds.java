package dev.holdfast.warmup;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.plan.Target;
import dev.holdfast.scenarios.AttacksScenario;
import dev.holdfast.scenarios.AwayWorkScenario;
import dev.holdfast.scenarios.CapacityScenario;
import dev.holdfast.scenarios.CleanCloseScenario;
import dev.holdfast.scenarios.ConsistencyScenario;
import dev.holdfast.scenarios.ErrorsScenario;
import dev.holdfast.scenarios.ExpiredTokenScenario;
import dev.holdfast.scenarios.FaultScenario;
import dev.holdfast.scenarios.GapsScenario;
import dev.holdfast.scenarios.HandOverScenario;
import dev.holdfast.scenarios.HistoryScenario;
import dev.holdfast.scenarios.MalformedScenario;
import dev.holdfast.scenarios.MemoryScenario;
import dev.holdfast.scenarios.MidStreamScenario;
import dev.holdfast.scenarios.NetworkSwitchScenario;
import dev.holdfast.scenarios.PerformanceScenario;
import dev.holdfast.scenarios.PlaceScenario;
import dev.holdfast.scenarios.QueuedScenario;
import dev.holdfast.scenarios.ServicesScenario;
import dev.holdfast.scenarios.SoakScenario;
import dev.holdfast.scenarios.TokenRefreshScenario;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.Checkpoint;
import dev.holdfast.steps.ContextSize;
import dev.holdfast.steps.Dial;
import dev.holdfast.steps.MalformedSteps;
import dev.holdfast.steps.Network;
import dev.holdfast.steps.Order;
import dev.holdfast.steps.ServiceChecks;
import dev.holdfast.steps.SoakTime;
import dev.holdfast.steps.Storm;
import dev.holdfast.steps.StreamChecks;
import dev.holdfast.steps.Strikes;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Who warms up for which kind of run: users of the same steps as its own. */
public final class Crowds {

  private static final Duration ALWAYS = Duration.ofDays(1);

  /** At each further backend another story: Gatling tells scenarios apart by their names. */
  private static final List<Function<Bench, ScenarioBuilder>> ELSEWHERE =
      List.of(HistoryScenario::of, MemoryScenario::of);

  private Crowds() {}

  /** For the release gate: users of all its scenarios. */
  public static WarmUpUsers gate(Bench bench) {
    return WarmUpUsers.at(
        users(bench),
        List.of(
            HistoryScenario.of(bench),
            MemoryScenario.of(bench),
            PlaceScenario.of(bench),
            ErrorsScenario.of(bench),
            ServicesScenario.of(bench, new ServiceChecks()),
            PerformanceScenario.of(bench),
            ConsistencyScenario.of(bench, nothing(), nothing(), new ContextSize()),
            GapsScenario.of(bench)));
  }

  /** Users of any scenarios. */
  public static WarmUpUsers of(Bench bench, List<ScenarioBuilder> scenarios) {
    return WarmUpUsers.at(users(bench), scenarios);
  }

  /** For a soak: users who lose their connections in its own mix of ways. */
  public static WarmUpUsers soak(Bench straight) {
    Network network = Network.faultyInPart(straight.target(), fault -> {});
    SoakTime time = new SoakTime(System::nanoTime, Duration.ZERO, ALWAYS);
    time.begin();
    Strikes strikes = new Strikes(System::nanoTime, straight.plan().patience().connect().toNanos());
    return WarmUpUsers.of(
            SoakScenario.of(
                    straight.facing(straight.target(), network),
                    time,
                    strikes,
                    new Storm(network),
                    () -> {})
                .injectOpen(atOnceUsers(users(straight))))
        .ending(List.of(network));
  }

  /** For the reconnect storm: users who are reset, refused and back off. */
  public static WarmUpUsers storm(Bench straight) {
    Network network = Network.faulty(straight.target(), fault -> {}, List.of());
    Bench bench = straight.facing(straight.target(), network);
    return WarmUpUsers.at(
            users(bench),
            List.of(
                FaultScenario.open(bench),
                FaultScenario.onTheWayBack(bench),
                CleanCloseScenario.of(bench)))
        .ending(List.of(network));
  }

  /**
   * For the resilience simulation: users of its scenarios that last no longer than some seconds.
   *
   * @param mock whether the target has mailboxes that this run can fill
   * @param restarted backends that it will end and start again, two at most, warmed by a few users
   *     each
   */
  public static WarmUpUsers resilience(Bench straight, boolean mock, List<Target> restarted) {
    Network network = Network.faulty(straight.target(), fault -> {}, List.of());
    Bench bench = straight.facing(straight.target(), network);
    List<ScenarioBuilder> scenarios =
        new ArrayList<>(
            List.of(
                FaultScenario.open(bench),
                FaultScenario.halfOpen(bench),
                FaultScenario.onTheWayBack(bench),
                CleanCloseScenario.of(bench),
                HandOverScenario.of(bench),
                MidStreamScenario.of(bench, new StreamChecks()),
                AwayWorkScenario.of(bench, new ServiceChecks()),
                ExpiredTokenScenario.of(bench, new ServiceChecks()),
                MalformedScenario.of(bench, new MalformedSteps(bench, new ServiceChecks())),
                NetworkSwitchScenario.of(bench),
                TokenRefreshScenario.of(bench, new ServiceChecks()),
                AttacksScenario.of(bench, new ServiceChecks())));
    if (mock) {
      scenarios.add(QueuedScenario.of(bench, new ServiceChecks()));
    }
    for (int i = 0; i < Math.min(restarted.size(), ELSEWHERE.size()); i++) {
      Target target = restarted.get(i);
      scenarios.add(ELSEWHERE.get(i).apply(straight.facing(target, Network.straight(target))));
    }
    return WarmUpUsers.at(users(bench), scenarios).warming(restarted).ending(List.of(network));
  }

  /** For a capacity run: a crowd that returns and talks at a steady rate. */
  public static WarmUpUsers capacity(Bench bench) {
    int users = users(bench);
    Dial dial = new Dial(0, 1, new LevelMeter(), System::nanoTime, Duration.ZERO);
    dial.turn(
        new Order(
            Order.Step.WORK,
            1,
            "warm-up",
            LoadKind.SESSIONS,
            users,
            0,
            users,
            bench.plan().load().pace().toNanos(),
            bench.plan().load().cycles()));
    return WarmUpUsers.of(CapacityScenario.of(bench, dial).injectOpen(atOnceUsers(users)));
  }

  private static int users(Bench bench) {
    return bench.plan().load().users();
  }

  private static Checkpoint nothing() {
    return new Checkpoint(1, Duration.ZERO, () -> {}, Runnable::run);
  }
}
