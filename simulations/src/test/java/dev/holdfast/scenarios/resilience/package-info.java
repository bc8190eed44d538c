/** The scenarios of a resilience run. */
@NullMarked
package dev.holdfast.scenarios.resilience;

import org.jspecify.annotations.NullMarked;
