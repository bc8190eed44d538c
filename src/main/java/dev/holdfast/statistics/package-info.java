/** Exact bounds, medians and slopes, each with the source of its formula. */
@NullMarked
package dev.holdfast.statistics;

import org.jspecify.annotations.NullMarked;
