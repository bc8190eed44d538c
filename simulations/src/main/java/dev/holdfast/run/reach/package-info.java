/** Finds the target, starts the mock backend, and asks both how they are. */
@NullMarked
package dev.holdfast.run.reach;

import org.jspecify.annotations.NullMarked;
