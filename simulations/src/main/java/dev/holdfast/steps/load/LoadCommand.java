package dev.holdfast.steps.load;

import dev.holdfast.capacity.LoadKind;

/**
 * What an injector's users are to do from now on.
 *
 * @param step of a level
 * @param level its number, at least 1 where there is work; else 0
 * @param label names the level in cohorts, such as {@code sessions-7}
 * @param kind what is raised
 * @param sessions that are to be open, over all injectors; not negative
 * @param before how many were open at most before
 * @param arrivals sessions opened a second, over all injectors; above 0
 * @param periodNanos from one unit of work of a session to its next; above 0
 * @param unitsASession after so many a session ends and its user begins another; at least 1
 */
public record LoadCommand(
    Step step,
    int level,
    String label,
    LoadKind kind,
    int sessions,
    int before,
    double arrivals,
    long periodNanos,
    int unitsASession) {

  /** The steps of a level. */
  public enum Step {
    /** Sessions are opened, or closed, until there are as many as asked for. */
    FILL,
    /** They work. */
    WORK,
    /** They stay, and do nothing. */
    REST
  }

  /** Before the first level: nobody is there. */
  public static final LoadCommand NOBODY =
      new LoadCommand(Step.REST, 0, "", LoadKind.SESSIONS, 0, 0, 1, 1, 1);

  /** The same sessions at work at a level. */
  public LoadCommand work(int number) {
    return new LoadCommand(
        Step.WORK, number, label, kind, sessions, before, arrivals, periodNanos, unitsASession);
  }

  /** The same sessions at rest. */
  public LoadCommand rest() {
    return new LoadCommand(
        Step.REST, 0, label, kind, sessions, before, arrivals, periodNanos, unitsASession);
  }
}
