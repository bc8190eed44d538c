/** The parts of a run, tried without load. */
@NullMarked
package dev.holdfast.run;

import org.jspecify.annotations.NullMarked;
