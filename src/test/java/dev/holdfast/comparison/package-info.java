/** Tests of what is said of the difference between two runs. */
@NullMarked
package dev.holdfast.comparison;

import org.jspecify.annotations.NullMarked;
