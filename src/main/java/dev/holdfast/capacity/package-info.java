/**
 * How much load a target bears: finding the limit, modelling it, naming the bottleneck, and
 * planning with it. Pure: levels that were measured come in, answers come out.
 */
@NullMarked
package dev.holdfast.capacity;

import org.jspecify.annotations.NullMarked;
