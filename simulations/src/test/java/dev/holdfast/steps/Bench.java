package dev.holdfast.steps;

import dev.holdfast.continuity.Oracle;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.measure.RunRecorder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.Target;

/**
 * What all virtual users of a run share.
 *
 * @param plan what the run is to do
 * @param target the backend, already found to answer
 * @param dialect how to speak to it
 * @param oracle judges each return
 * @param recorder keeps all figures
 * @param secret of the marks in all texts, new for every run
 * @param listeners stand in the way of some clients
 */
public record Bench(
    RunPlan plan,
    Target target,
    Dialect dialect,
    Oracle oracle,
    RunRecorder recorder,
    byte[] secret,
    FaultyListeners listeners) {}
