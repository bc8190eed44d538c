/** The pages of a capacity run and of plans made from it. */
@NullMarked
package dev.holdfast.report.capacity;

import org.jspecify.annotations.NullMarked;
