package dev.holdfast.run;

import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.ConfigurationException;
import dev.holdfast.plan.RunPlan;

/**
 * Reads the plan of this process; a plan that makes no sense ends it with one line, before any
 * load.
 */
public final class PlanOrExit {

  private static final int USAGE_ERROR = 64;

  private PlanOrExit() {}

  /** The plan. Does not return if the configuration is refused. */
  public static RunPlan read() {
    try {
      return RunPlan.of(Configuration.load());
    } catch (ConfigurationException e) {
      new Console().say("holdfast: " + e.getMessage());
      System.exit(USAGE_ERROR);
      throw e;
    }
  }
}
