package dev.holdfast.bench;

/**
 * One look at a run.
 *
 * @param returns reconnections served so far
 */
record Sample(ProcessTimes.Reading process, long returns) {}
