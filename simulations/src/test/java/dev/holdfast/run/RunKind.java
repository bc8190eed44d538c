package dev.holdfast.run;

import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.ConfigurationException;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.promises.Promises;

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
  CAPACITY(PromisedRun.CAPACITY);

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
    return switch (this) {
      case GATE -> Configuration.load();
      case SOAK -> Configuration.loadFor("soak");
      case RESILIENCE -> Configuration.loadFor("resilience");
      case STORM -> Configuration.loadFor("storm");
      case CAPACITY -> Configuration.loadFor("capacity");
    };
  }

  /**
   * Who takes part.
   *
   * @throws NoTargetException if a backend that it needs beside the target cannot be had
   */
  Cast cast(Stage stage) throws NoTargetException {
    return switch (this) {
      case GATE -> new Population(stage);
      case SOAK -> new SoakCast(stage);
      case RESILIENCE -> ResilienceCast.of(stage);
      case STORM -> new StormCast(stage);
      case CAPACITY -> CapacityCast.of(stage);
    };
  }
}
