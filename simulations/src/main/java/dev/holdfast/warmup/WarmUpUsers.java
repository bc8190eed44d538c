package dev.holdfast.warmup;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;

import dev.holdfast.plan.reach.Target;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The throw-away users of a warm-up.
 *
 * @param populations who they are
 * @param ours the mock backends that they warm beside the target, which the run started too
 * @param ends closed when they are gone
 */
public record WarmUpUsers(
    List<PopulationBuilder> populations, List<Target> ours, List<AutoCloseable> ends) {

  /** Longer than any warm-up: it is stopped, and does not run out. */
  private static final Duration ALWAYS = Duration.ofDays(1);

  /** Copies the lists. */
  public WarmUpUsers {
    populations = List.copyOf(populations);
    ours = List.copyOf(ours);
    ends = List.copyOf(ends);
  }

  /** Users whose lives are told otherwise than by a list of scenarios. */
  static WarmUpUsers of(PopulationBuilder population) {
    return new WarmUpUsers(List.of(population), List.of(), List.of());
  }

  /**
   * So many users at once, spread over the scenarios; a user that ends is followed by another.
   *
   * @param users at least 1; with fewer than there are scenarios, some of these have nobody
   */
  static WarmUpUsers at(int users, List<ScenarioBuilder> scenarios) {
    List<PopulationBuilder> all = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i++) {
      int share = users * (i + 1) / scenarios.size() - users * i / scenarios.size();
      if (share > 0) {
        all.add(scenarios.get(i).injectClosed(constantConcurrentUsers(share).during(ALWAYS)));
      }
    }
    return new WarmUpUsers(all, List.of(), List.of());
  }

  /** The same users, who warm these too. */
  public WarmUpUsers warming(List<Target> further) {
    return new WarmUpUsers(populations, further, ends);
  }

  /** The same users, with what is closed after them. */
  WarmUpUsers ending(List<AutoCloseable> after) {
    return new WarmUpUsers(populations, ours, after);
  }
}
