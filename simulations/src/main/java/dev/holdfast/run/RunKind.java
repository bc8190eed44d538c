package dev.holdfast.run;

import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.ConfigurationException;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.promises.Promises;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of run: who takes part, with which defaults, held to which promises. */
public enum RunKind {
  /** The release gate. */
  GATE(PromisedRun.GATE),
  /** The soak. */
  SOAK(PromisedRun.SOAK),
  /** Lost in every way a network loses you. */
  RESILIENCE(PromisedRun.RESILIENCE),
  /** All sessions dropped at one instant. */
  STORM(PromisedRun.STORM),
  /** The highest load that holds. */
  CAPACITY(PromisedRun.CAPACITY),
  /** What a team has written for itself. */
  OWN(PromisedRun.OWN);

  private final PromisedRun promised;

  RunKind(PromisedRun promised) {
    this.promised = promised;
  }

  String simulation() {
    return promised.simulation();
  }

  /** What a run of that plan promises. */
  Promises promises(RunPlan plan) {
    return Promises.of(promised, plan);
  }

  /** How many virtual users are there at once. */
  int users(RunPlan plan) {
    return this == CAPACITY ? plan.searches().mostSessionsAnInjector() : plan.load().users();
  }

  /** Refuses what only another simulation can do. */
  void refuseForeign(RunPlan plan) {
    if (this != CAPACITY && plan.searches().injectors() > 1) {
      throw new ConfigurationException(
          "holdfast.injectors must be 1 in all but "
              + CAPACITY.simulation()
              + ", got: "
              + plan.searches().injectors());
    }
  }

  Configuration configuration() {
    return defaults().isEmpty() ? Configuration.load() : Configuration.loadFor(defaults());
  }

  /** The settings of a plan of this kind that are not its defaults, secrets redacted. */
  Map<String, String> changed(RunPlan plan) {
    Map<String, String> defaults = Configuration.defaultsFor(defaults(), "");
    Map<String, String> changed = new TreeMap<>(plan.effective());
    changed.entrySet().removeAll(defaults.entrySet());
    return changed;
  }

  /** The name of the file with its own defaults; empty for none. */
  private String defaults() {
    return switch (this) {
      case GATE, OWN -> "";
      case SOAK -> "soak";
      case RESILIENCE -> "resilience";
      case STORM -> "storm";
      case CAPACITY -> "capacity";
    };
  }

  /**
   * Who takes part.
   *
   * @throws NoTargetException if a backend that it needs beside the target cannot be had
   */
  Population population(Stage stage) throws NoTargetException {
    return switch (this) {
      case GATE -> new GatePopulation(stage);
      case SOAK -> new SoakPopulation(stage);
      case RESILIENCE -> ResiliencePopulation.of(stage);
      case STORM -> new StormPopulation(stage);
      case CAPACITY -> CapacityPopulation.of(stage);
      case OWN ->
          throw new IllegalStateException("who takes part in a run of one's own is told by it");
    };
  }
}
