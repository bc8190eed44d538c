package dev.holdfast.remedy;

/**
 * What to do next about a run.
 *
 * @param what one sentence, with the figures of the run that it rests on
 * @param command a whole line to paste into a shell; empty where there is nothing to run but
 *     something to look at
 */
public record Remedy(String what, String command) {}
