/**
 * Figures of a run: microsecond histograms by phase and cohort, counts, the journal, the
 * generator's self-check.
 */
@NullMarked
package dev.holdfast.measure;

import org.jspecify.annotations.NullMarked;
