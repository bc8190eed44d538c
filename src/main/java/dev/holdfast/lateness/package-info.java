/** When the load generator was late itself, and what that can and cannot explain. */
@NullMarked
package dev.holdfast.lateness;

import org.jspecify.annotations.NullMarked;
