package dev.holdfast.promises;

import dev.holdfast.assessment.CapacityObjectives;
import dev.holdfast.soak.PartialRun;
import java.util.Arrays;

/** The kinds of run, each with promises of its own. */
public enum PromisedRun {
  /** The release gate. */
  GATE("ReleaseGateSimulation"),
  /** Lost in every way a network loses you. */
  RESILIENCE("ResilienceSimulation"),
  /** All sessions dropped at one instant. */
  STORM("ReconnectStormSimulation"),
  /** Sessions in a mix of losses for as long as asked. */
  SOAK(PartialRun.SIMULATION),
  /** The highest load that holds. */
  CAPACITY(CapacityObjectives.SIMULATION),
  /** A simulation that a team has written for itself: whatever its users do, they must keep. */
  OWN("");

  private final String simulation;

  PromisedRun(String simulation) {
    this.simulation = simulation;
  }

  /** The simple name of the simulation that makes such runs. */
  public String simulation() {
    return simulation;
  }

  /**
   * The kind of that simulation's runs.
   *
   * @param simulation simple class name; any that is not known promises what the release gate does
   */
  public static PromisedRun of(String simulation) {
    return Arrays.stream(values())
        .filter(kind -> kind.simulation.equals(simulation))
        .findFirst()
        .orElse(GATE);
  }
}
