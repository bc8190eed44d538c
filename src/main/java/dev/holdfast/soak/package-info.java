/** What a run turns into over time: drift, leaks, steps, and the worst of its windows. */
@NullMarked
package dev.holdfast.soak;

import org.jspecify.annotations.NullMarked;
