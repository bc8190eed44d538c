package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How much load, of which kind, for how long.
 *
 * @param users virtual users alive at the same time, at least 1
 * @param duration how long each lives; above 0
 * @param ramp over how long they arrive; not negative
 * @param pace each comes back once in this time; above 0, at most {@code duration}
 * @param timeScale above 0, at most 1
 * @param scenarios at least one
 * @param seed of all random choices
 * @param sourceAddresses local addresses to connect from; may be empty
 * @param share the part of the users that this process plays
 */
public record LoadPlan(
    int users,
    Duration duration,
    Duration ramp,
    Duration pace,
    double timeScale,
    Set<ScenarioName> scenarios,
    long seed,
    List<String> sourceAddresses,
    LoadShare share) {

  private static final int PERCENT = 100;

  /** Refuses a pace at which nobody would come back. */
  public LoadPlan {
    scenarios = Set.copyOf(scenarios);
    sourceAddresses = List.copyOf(sourceAddresses);
    if (pace.compareTo(duration) > 0) {
      throw ConfigurationException.refused(
          "holdfast.pace",
          "at most holdfast.duration (" + duration.toMillis() + " ms)",
          pace.toMillis() + " ms");
    }
  }

  static LoadPlan of(Values values) {
    return new LoadPlan(
        values.atLeastOne("holdfast.users"),
        values.positive("holdfast.duration"),
        values.notNegative("holdfast.ramp"),
        values.positive("holdfast.pace"),
        values.positiveShare("holdfast.time-scale"),
        ScenarioName.parse(values.list("holdfast.scenarios")),
        values.number("holdfast.seed"),
        values.list("holdfast.source-addresses"),
        LoadShare.WHOLE);
  }

  /** The same load from other addresses. */
  public LoadPlan from(List<String> addresses) {
    return new LoadPlan(users, duration, ramp, pace, timeScale, scenarios, seed, addresses, share);
  }

  /** The same of which this process plays that part. */
  public LoadPlan of(LoadShare part) {
    return new LoadPlan(
        users, duration, ramp, pace, timeScale, scenarios, seed, sourceAddresses, part);
  }

  /** The same load of other scenarios. */
  public LoadPlan of(Set<ScenarioName> others) {
    return new LoadPlan(
        users, duration, ramp, pace, timeScale, others, seed, sourceAddresses, share);
  }

  /** How many of the users this process plays. */
  public int ownUsers() {
    return share.of(users);
  }

  /** How often each virtual user comes back: at least once. */
  public int cycles() {
    return Math.toIntExact(Math.max(1, duration.toMillis() / pace.toMillis()));
  }

  /** A time of the plan, shrunk by the time scale. */
  public Duration scaled(Duration time) {
    return Duration.ofNanos(Math.round(time.toNanos() * timeScale));
  }

  /**
   * How many virtual users a scenario gets. Those that run side by side share all users by weight;
   * one that runs last has its share, or all if it runs alone. All processes together.
   */
  public int usersOf(ScenarioName scenario) {
    return usersOf(scenario, LoadShare.WHOLE);
  }

  /** How many of a scenario's users this process plays. */
  public int ownUsersOf(ScenarioName scenario) {
    return usersOf(scenario, share);
  }

  private int usersOf(ScenarioName scenario, LoadShare part) {
    if (scenario.runsLast()) {
      return part.of(
          scenarios.size() == 1 ? users : Math.max(1, users * scenario.weight() / PERCENT));
    }
    int before = 0;
    int total = 0;
    for (ScenarioName each : ScenarioName.values()) {
      if (scenarios.contains(each) && !each.runsLast()) {
        before += each.compareTo(scenario) < 0 ? each.weight() : 0;
        total += each.weight();
      }
    }
    int from = (int) ((long) users * before / total);
    int to = (int) ((long) users * (before + scenario.weight()) / total);
    return part.of(from, to);
  }
}
