package dev.holdfast.capacity;

import dev.holdfast.capacity.model.Usl;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.NodeContention;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.capacity.plan.TestBed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Capacity runs on simulated targets. */
public final class SampleCapacity {

  /** How long levels of the samples were held. */
  public static final LevelPlan HOLD = new LevelPlan(10, 30, 120);

  private SampleCapacity() {}

  /** A target that bears 7,300 sessions and 300 reconnections a second; both were found. */
  public static CapacityRun found(long seed) {
    Random noise = new Random(seed);
    return run("capacity-found", List.of(sessions(noise, 100_000), reconnections(noise, 300)));
  }

  /** The same target, with a search for sessions that was told to stop at 4,000. */
  public static CapacityRun atLeast(long seed) {
    return run("capacity-at-least", List.of(sessions(new Random(seed), 4_000)));
  }

  /** 300 reconnections a second of the same target were found, and nothing else looked for. */
  public static CapacityRun reconnectionsAlone(long seed) {
    return run("capacity-reconnections", List.of(reconnections(new Random(seed), 300)));
  }

  /** A run whose generator was the limit from the first level on. */
  public static CapacityRun saturated() {
    return run(
        "capacity-saturated",
        List.of(
            search(
                LoadKind.SESSIONS,
                SearchPlan.usual(500, 100_000, true),
                next ->
                    Level.judged(
                        next.load(),
                        next.hold(),
                        false,
                        SampleLevels.PROMISE,
                        SampleLevels.figures(next.load(), next.load() / 4, 200),
                        SampleLevels.SATURATED,
                        Map.of()))));
  }

  /** A target that was asked for so little that nothing waited for anything. */
  public static CapacityRun farBelowTheLimit() {
    double[] atOnce = {0.36, 0.49, 0.59, 0.59, 0.49, 0.54, 0.56, 0.53};
    double[] rates = {50.1, 75.0, 87.5, 93.6, 97.0, 98.7, 100.0, 100.0};
    List<Level> levels =
        IntStream.range(0, rates.length)
            .mapToObj(
                i ->
                    SampleLevels.level(
                        rates[i], Hold.SHORT, SampleLevels.figures(atOnce[i], rates[i], 40)))
            .toList();
    return run(
        "capacity-far-below",
        List.of(
            new RecordedSearch(
                LoadKind.RECONNECTIONS,
                SearchPlan.usual(50, 100, false),
                HOLD,
                SampleLevels.PROMISE,
                levels)));
  }

  /** A search that measured these levels. */
  public static RecordedSearch search(LoadKind kind, SearchPlan plan, List<Level> levels) {
    return new RecordedSearch(kind, plan, HOLD, SampleLevels.PROMISE, levels);
  }

  /** What a team may plan for: a quarter of a million users, 5 % of them back in a minute. */
  public static PlanRequest quarterOfAMillion() {
    return new PlanRequest(
        250_000,
        0.05 / 60,
        0,
        0.3,
        1,
        60,
        NodeContention.assumed(0.001),
        0.08,
        LocalDate.of(2027, 1, 1));
  }

  /** A run of these searches on a machine of two processors. */
  public static CapacityRun run(String name, List<RecordedSearch> searches) {
    return new CapacityRun(
        name,
        "2026-11-22T20:00:00Z",
        "ws://127.0.0.1:8080/ws",
        "mvn gatling:test -Dholdfast.simulation=capacity",
        new TestBed("Linux 6.1, OpenJDK 17", 2, 24L << 30, 1, 1, true, 0.01),
        Map.of("holdfast.users", "2000", "holdfast.backend.jwt-secret", "hush"),
        searches);
  }

  private static RecordedSearch sessions(Random noise, double ceiling) {
    Usl law = new Usl(0.4, 2e-5, 4e-9);
    return search(
        LoadKind.SESSIONS,
        SearchPlan.usual(500, ceiling, true),
        next -> SampleLevels.sessions(next.load(), next.hold(), law, 7_300, noise));
  }

  private static RecordedSearch reconnections(Random noise, double limit) {
    return search(
        LoadKind.RECONNECTIONS,
        SearchPlan.usual(25, 5_000, false),
        next -> reconnecting(next, limit, noise));
  }

  /**
   * 1,000 sessions that reconnect so often; a server of 2.2 ms a reconnection and two processors.
   */
  private static Level reconnecting(CapacitySearch.Next next, double limit, Random noise) {
    double rate = next.load();
    double seconds = 0.0022 / Math.max(0.02, 1 - rate / (1.2 * limit));
    double p99 =
        rate > limit * (1 + 0.01 * noise.nextGaussian()) ? 700 : Math.min(480, 8_000 * seconds);
    LevelFigures figures =
        new LevelFigures(
            30,
            rate * seconds,
            0,
            rate,
            0,
            1,
            1000 * seconds,
            0,
            700 * seconds,
            p99,
            2 * p99,
            1_000,
            rate,
            40);
    return Level.judged(
        rate,
        next.hold(),
        false,
        SampleLevels.PROMISE,
        figures,
        SampleLevels.AT_EASE,
        SampleLevels.target(1_000, rate, 40, noise));
  }

  private static RecordedSearch search(
      LoadKind kind, SearchPlan plan, Function<CapacitySearch.Next, Level> measure) {
    CapacitySearch search = CapacitySearch.begin(plan);
    for (Optional<CapacitySearch.Next> next = search.next();
        next.isPresent();
        next = search.next()) {
      search = search.after(measure.apply(next.get()));
    }
    return search(kind, plan, search.levels());
  }

  /** A search that was over after it held three times here and broke twice there. */
  public static RecordedSearch held(LoadKind kind, double load, double above) {
    List<Level> levels =
        List.of(
            level(load, Hold.SHORT, 300),
            level(above, Hold.SHORT, 700),
            level(above, Hold.SHORT, 700),
            level(load, Hold.LONG, 300),
            level(load, Hold.LONG, 300),
            level(load, Hold.LONG, 300));
    return new RecordedSearch(
        kind, SearchPlan.usual(load, 100_000, false), HOLD, SampleLevels.PROMISE, levels);
  }

  private static Level level(double load, Hold hold, double p99) {
    LevelFigures figures =
        new LevelFigures(30, load, 0, load, 0, 1, 200, 800, 100, p99, p99, load, 0, 0);
    return Level.judged(
        load, hold, false, SampleLevels.PROMISE, figures, SampleLevels.AT_EASE, Map.of());
  }

  /** The same machine with so many nodes of the target. */
  public static CapacityRun onNodes(int nodes, List<RecordedSearch> searches) {
    CapacityRun one = run("capacity-on-" + nodes, searches);
    TestBed bed = one.testBed();
    return new CapacityRun(
        one.run(),
        one.startedAt(),
        one.target(),
        one.command(),
        new TestBed(
            bed.system(),
            bed.processors(),
            bed.memoryBytes(),
            nodes,
            bed.generators(),
            bed.together(),
            bed.timeScale()),
        one.configuration(),
        searches);
  }
}
