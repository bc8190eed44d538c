package dev.holdfast.objectives;

/**
 * An objective that {@code run.json} holds as it is, under the name of its class: a record of this
 * package whose components are numbers, texts, durations, enums, cohorts and sets of these.
 *
 * <p>A run promises nothing but such objectives, so that nobody can promise what is not recorded.
 */
public interface RecordedObjective extends Objective {}
