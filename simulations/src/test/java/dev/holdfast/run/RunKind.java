package dev.holdfast.run;

import dev.holdfast.plan.Configuration;
import dev.holdfast.steps.Bench;
import java.util.function.Consumer;

/** The kinds of run: each has defaults and a cast of its own. */
public enum RunKind {
  /** Thousands of reconnections, before each release. */
  RELEASE_GATE("ReleaseGateSimulation") {
    @Override
    Configuration configuration() {
      return Configuration.load();
    }

    @Override
    Cast cast(Bench bench, Consumer<String> say) {
      return new ReleaseCast(bench);
    }
  },
  /** Lost in every way a network loses you. */
  RESILIENCE("ResilienceSimulation") {
    @Override
    Configuration configuration() {
      return Configuration.load("resilience");
    }

    @Override
    Cast cast(Bench bench, Consumer<String> say) throws NoTargetException {
      return ResilienceCast.of(bench, say);
    }
  },
  /** All sessions dropped at one instant. */
  RECONNECT_STORM("ReconnectStormSimulation") {
    @Override
    Configuration configuration() {
      return Configuration.load("storm");
    }

    @Override
    Cast cast(Bench bench, Consumer<String> say) {
      return new StormCast(bench);
    }
  };

  private final String simulation;

  RunKind(String simulation) {
    this.simulation = simulation;
  }

  /** The simulation's simple class name, by which runs are known. */
  public String simulation() {
    return simulation;
  }

  abstract Configuration configuration();

  /**
   * Who takes part.
   *
   * @param say tells the person who started the run
   * @throws NoTargetException if a backend that it needs cannot be had
   */
  abstract Cast cast(Bench bench, Consumer<String> say) throws NoTargetException;
}
