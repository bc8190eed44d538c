package dev.holdfast.run.kinds;

import dev.holdfast.run.reach.NoTargetException;

/** Decides who takes part in a run. */
@FunctionalInterface
public interface Populating {

  /**
   * Who takes part.
   *
   * @throws NoTargetException if a backend that it needs beside the target cannot be had
   */
  Population population(PopulationContext stage) throws NoTargetException;
}
