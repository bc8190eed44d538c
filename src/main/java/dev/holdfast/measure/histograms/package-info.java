/** Times as lines of HdrHistogram's log format: written, and read back as fast as may be. */
@NullMarked
package dev.holdfast.measure.histograms;

import org.jspecify.annotations.NullMarked;
