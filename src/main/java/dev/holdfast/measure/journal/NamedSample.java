package dev.holdfast.measure.journal;

/**
 * One single measured figure: one line of {@code samples.jsonl}.
 *
 * @param atMillis when, in milliseconds since the run began
 * @param name what was measured; a later value of the same name replaces an earlier one
 * @param value in the unit that the name ends with
 */
record NamedSample(long atMillis, String name, double value) {}
