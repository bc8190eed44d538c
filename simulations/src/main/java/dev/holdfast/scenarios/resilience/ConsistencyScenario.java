package dev.holdfast.scenarios.resilience;

import static dev.holdfast.scenarios.ReconnectPlans.each;

import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.scenarios.ScenarioTemplate;
import dev.holdfast.steps.ReturnSteps;
import dev.holdfast.steps.connection.Pacing;
import dev.holdfast.steps.load.Checkpoint;
import dev.holdfast.steps.load.ContextSize;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/**
 * Ten and more reconnections in a row with nothing said between them: judged after each, no slower
 * a cycle, and neither context nor memory may grow.
 *
 * <p>Each user's cycles follow each other quickly, and users begin one after the other. So at any
 * time all cycles are under way side by side, and what slows the whole machine down for a few
 * seconds slows all cycles alike: it does not look like growth from one cycle to the next.
 */
public final class ConsistencyScenario {

  private static final int LEAST_CYCLES = 10;
  private static final int PAUSES = 5;

  /** How much quicker a user's cycles are than if all users began at once. */
  private static final int QUICKER = 8;

  private ConsistencyScenario() {}

  /** How often each virtual user comes back. */
  public static int cycles(LoadPlan load) {
    return Math.max(LEAST_CYCLES, load.cycles());
  }

  /**
   * Pauses of 1, 2, 3, 4, 5, 1, … seconds, from user to user begun elsewhere in that row: a longer
   * pause may cost the return time, which is no growth.
   *
   * @param before passed by all once their conversations are established
   * @param after passed by all once they have come back the last time, while still connected
   * @param size weighs what comes back
   */
  public static ScenarioBuilder of(
      RunContext runContext, Checkpoint before, Checkpoint after, ContextSize size) {
    LoadPlan load = runContext.plan().load();
    return new ScenarioTemplate(runContext)
        .told(
            ScenarioName.CONSISTENCY,
            user -> each(cycles(load), cycle -> PlannedReturn.after(pause(load, user + cycle))),
            new Pacing(pace(load)),
            before.pass().exec(Pacing.spreadOver(spread(load))),
            new ReturnSteps(runContext).loseAndReturn().exec(size.weigh()),
            after.pass());
  }

  /** Longest that all cycles of a virtual user take, connections and answers aside. */
  public static Duration longest(LoadPlan load) {
    Duration pause = load.scaled(Duration.ofSeconds(PAUSES));
    Duration cycle = pause.compareTo(pace(load)) > 0 ? pause : pace(load);
    return spread(load).plus(cycle.multipliedBy(cycles(load) + 1L));
  }

  /** From one loss of a user to its next. */
  static Duration pace(LoadPlan load) {
    return share(load).dividedBy(QUICKER);
  }

  /** How long after the first user the last one begins. */
  static Duration spread(LoadPlan load) {
    return share(load).multipliedBy(cycles(load));
  }

  /** As many returns a second as in the other scenarios together, whatever the share of users. */
  private static Duration share(LoadPlan load) {
    return load.pace().multipliedBy(load.usersOf(ScenarioName.CONSISTENCY)).dividedBy(load.users());
  }

  private static Duration pause(LoadPlan load, int step) {
    return load.scaled(Duration.ofSeconds(1 + step % PAUSES));
  }
}
