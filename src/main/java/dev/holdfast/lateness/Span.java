package dev.holdfast.lateness;

/**
 * A stretch of a run.
 *
 * @param fromMillis start, in milliseconds since the run began
 * @param toMillis end, likewise; not before the start
 */
public record Span(long fromMillis, long toMillis) {}
