package dev.holdfast.run.kinds;

import dev.holdfast.run.reach.NoTargetException;

/** Who takes part in each kind of run. */
public final class Populations {

  private Populations() {}

  /**
   * Who takes part.
   *
   * @throws NoTargetException if a backend that it needs beside the target cannot be had
   */
  public static Population of(RunKind kind, Stage stage) throws NoTargetException {
    return switch (kind) {
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
