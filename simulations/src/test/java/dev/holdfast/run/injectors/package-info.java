/** Searches at work with injectors. */
@NullMarked
package dev.holdfast.run.injectors;

import org.jspecify.annotations.NullMarked;
