package dev.holdfast.objectives;

/**
 * An objective that {@code run.json} holds as it is: a record whose components are numbers, texts,
 * durations, enums, cohorts and sets of these.
 *
 * <p>Sealed, so that nobody can promise what is not recorded: whoever adds an objective names it
 * here, and it is recorded under the name of its class.
 */
public sealed interface RecordedObjective extends Objective
    permits BrokenObjective,
        ContinuityObjective,
        CountObjective,
        DroppedObjective,
        EstablishedObjective,
        GrowthObjective,
        LatencyObjective,
        NoAnomalyObjective,
        OthersObjective,
        PerCycleObjective,
        ReadableObjective,
        RelativeLatencyObjective,
        UsersObjective {}
