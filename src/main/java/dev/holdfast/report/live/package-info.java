/** The page of a run that goes on. */
@NullMarked
package dev.holdfast.report.live;

import org.jspecify.annotations.NullMarked;
