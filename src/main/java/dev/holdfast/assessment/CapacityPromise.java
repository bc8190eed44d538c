package dev.holdfast.assessment;

import dev.holdfast.capacity.LoadKind;

/**
 * That a capacity run finds a load that its target bears.
 *
 * @param kind of load
 * @param required the least; 0 where any figure will do
 */
public record CapacityPromise(LoadKind kind, double required) {}
