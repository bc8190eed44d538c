package dev.holdfast.measure.journal;

/**
 * Why a run can say nothing: one line of {@code aborts.jsonl}.
 *
 * @param atMillis when it was found, in milliseconds since the run began
 * @param reason one sentence
 */
record AbortReason(long atMillis, String reason) {}
