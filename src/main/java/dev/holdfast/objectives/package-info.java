/** What is promised with a number, and how surely it was measured. */
@NullMarked
package dev.holdfast.objectives;

import org.jspecify.annotations.NullMarked;
