/** What can be said of the difference between two runs: worse, better or noise. */
@NullMarked
package dev.holdfast.comparison;

import org.jspecify.annotations.NullMarked;
