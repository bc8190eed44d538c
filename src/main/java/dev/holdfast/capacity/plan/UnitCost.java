package dev.holdfast.capacity.plan;

import dev.holdfast.capacity.model.Estimate;

/**
 * What one unit of load costs the target.
 *
 * @param what of what, such as {@code live heap a session}
 * @param unit such as {@code KB}
 * @param cost the cost with its confidence interval
 * @param levels how many levels it rests on
 */
public record UnitCost(String what, String unit, Estimate cost, int levels) {}
