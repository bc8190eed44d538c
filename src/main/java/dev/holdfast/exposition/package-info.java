/**
 * The text in which metrics are exposed: the Prometheus format 0.0.4 and OpenMetrics 1.0, read and
 * written.
 */
@NullMarked
package dev.holdfast.exposition;

import org.jspecify.annotations.NullMarked;
