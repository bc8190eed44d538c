/** The figures of the interval that goes on. */
@NullMarked
package dev.holdfast.measure.live;

import org.jspecify.annotations.NullMarked;
