/** A run on disk: written interval by interval, read back, several processes together. */
@NullMarked
package dev.holdfast.measure.journal;

import org.jspecify.annotations.NullMarked;
