/** Load that a search or a schedule controls, and what strikes all users at once. */
@NullMarked
package dev.holdfast.steps.load;

import org.jspecify.annotations.NullMarked;
