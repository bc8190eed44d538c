/** What bytes pass on their way through the proxy: gates, toxics, sinks. */
@NullMarked
package dev.holdfast.faults.stages;

import org.jspecify.annotations.NullMarked;
