/**
 * The gate seen from outside: whole runs in their own process, green, red, invalid, refused,
 * interrupted.
 */
@NullMarked
package dev.holdfast.gate;

import org.jspecify.annotations.NullMarked;
