package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;

/** One promise with a number, and how a recorded run is held to it. */
public interface Objective {

  /**
   * Holds a run to this promise. One that the run measured nothing of is {@link
   * ObjectiveResult.Standing#NOT_MEASURED}, never met.
   */
  ObjectiveResult judge(RunRecord run);
}
