package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;

/** One promise with a number, and how a recorded run is held to it. */
public interface Objective {

  /**
   * Holds a run to this promise. One that the run measured nothing of is {@link
   * ObjectiveResult.Status#NOT_MEASURED}, never met.
   */
  ObjectiveResult judge(RunRecord run);

  /**
   * Whether a miss means that something broke: was lost, wrong, let in or refused. Otherwise it is
   * only slow, large or few, which a smoke run does not ask about.
   */
  default boolean failsASmokeRun() {
    return true;
  }

  /**
   * Whether a generator that is late itself can make a target miss it that was in time. It can make
   * nothing that came wrong, and nothing that grows in the target.
   *
   * @param run that missed it
   */
  default boolean canBeMissedByLateness(RunRecord run) {
    return false;
  }
}
