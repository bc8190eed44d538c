/** Lines of histograms are read as they were written. */
@NullMarked
package dev.holdfast.measure.histograms;

import org.jspecify.annotations.NullMarked;
