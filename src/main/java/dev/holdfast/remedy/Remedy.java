package dev.holdfast.remedy;

/**
 * What to do next about a run.
 *
 * @param what one sentence, with the figures of the run that it rests on
 * @param command a whole line to paste into a shell; empty where there is nothing to run but
 *     something to look at
 * @param changed the word of that command that is not as this run had it; empty where none is
 */
public record Remedy(String what, String command, String changed) {

  /** One whose command changes nothing. */
  public Remedy(String what, String command) {
    this(what, command, "");
  }
}
