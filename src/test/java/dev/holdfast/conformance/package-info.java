/** A target is tried as its documents say. */
@NullMarked
package dev.holdfast.conformance;

import org.jspecify.annotations.NullMarked;
