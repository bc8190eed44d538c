/** What is promised with a number, how surely it was measured, and the verdict that follows. */
@NullMarked
package dev.holdfast.objectives;

import org.jspecify.annotations.NullMarked;
