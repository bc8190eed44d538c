/** Tests of the limit, its model, its cause and the plan. */
@NullMarked
package dev.holdfast.capacity;

import org.jspecify.annotations.NullMarked;
