/** A run and its injectors, before a real exchange. */
@NullMarked
package dev.holdfast.run.fleet;

import org.jspecify.annotations.NullMarked;
