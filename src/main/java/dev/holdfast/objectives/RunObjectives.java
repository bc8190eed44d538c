package dev.holdfast.objectives;

import dev.holdfast.plan.RunPlan;
import java.util.List;

/** What each kind of run promises, told by the name of its simulation. */
public final class RunObjectives {

  /** The simulation of loss. */
  public static final String RESILIENCE = "ResilienceSimulation";

  /** The reconnect storm. */
  public static final String STORM = "ReconnectStormSimulation";

  private RunObjectives() {}

  /**
   * The assessor of runs of that kind and plan.
   *
   * @param simulation simple class name; any that is not known promises what the release gate does
   */
  public static Assessor assessor(String simulation, RunPlan plan) {
    List<Objective> objectives =
        switch (simulation) {
          case RESILIENCE -> ResilienceObjectives.of(plan);
          case STORM -> StormObjectives.of(plan);
          default -> ReleaseObjectives.of(plan);
        };
    return new Assessor(objectives, ReleaseObjectives.rules(plan.limits()));
  }
}
