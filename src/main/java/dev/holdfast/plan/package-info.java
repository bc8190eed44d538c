/**
 * What a run is to do: the configuration, read once and refused where it makes no sense, and the
 * schedules made from it.
 */
@NullMarked
package dev.holdfast.plan;

import org.jspecify.annotations.NullMarked;
