/** The command that starts runs, tried without load. */
@NullMarked
package dev.holdfast.launch;

import org.jspecify.annotations.NullMarked;
