/** Each promise and rule is seen met, missed, not proven and not measured. */
@NullMarked
package dev.holdfast.objectives;

import org.jspecify.annotations.NullMarked;
