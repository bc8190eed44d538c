package dev.holdfast.run.kinds;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.promises.Promises;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of run: who takes part, with which defaults, held to which promises. */
public enum RunKind {
  /** The release gate. */
  GATE(PromisedRun.GATE, ""),
  /** The soak. */
  SOAK(PromisedRun.SOAK, "soak"),
  /** Lost in every way a network loses you. */
  RESILIENCE(PromisedRun.RESILIENCE, "resilience"),
  /** All sessions dropped at one instant. */
  STORM(PromisedRun.STORM, "storm"),
  /** The highest load that holds. */
  CAPACITY(PromisedRun.CAPACITY, "capacity"),
  /** What a team has written for itself. */
  OWN(PromisedRun.OWN, "");

  private final PromisedRun promised;
  private final String defaults;

  /**
   * A kind.
   *
   * @param defaults the name of the file with its own defaults; empty for none
   */
  RunKind(PromisedRun promised, String defaults) {
    this.promised = promised;
    this.defaults = defaults;
  }

  public String simulation() {
    return promised.simulation();
  }

  /** What a run of that plan promises. */
  public Promises promises(RunPlan plan) {
    return Promises.of(promised, plan);
  }

  /** How many virtual users are there at once. */
  public int users(RunPlan plan) {
    return this == CAPACITY ? plan.searches().mostSessionsAnInjector() : plan.load().users();
  }

  /** Refuses what only another simulation can do. */
  public void refuseForeign(RunPlan plan) {
    if (this != CAPACITY && plan.searches().injectors() > 1) {
      throw new ConfigurationException(
          "holdfast.injectors must be 1 in all but "
              + CAPACITY.simulation()
              + ", got: "
              + plan.searches().injectors());
    }
  }

  public Configuration configuration() {
    return defaults.isEmpty() ? Configuration.load() : Configuration.loadFor(defaults);
  }

  /** The settings of a plan of this kind that are not its defaults, secrets redacted. */
  public Map<String, String> changed(RunPlan plan) {
    Map<String, String> defaults = Configuration.defaultsFor(this.defaults, "");
    Map<String, String> changed = new TreeMap<>(plan.effective());
    changed.entrySet().removeAll(defaults.entrySet());
    return changed;
  }
}
