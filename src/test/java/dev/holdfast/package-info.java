/** The walls of the kit. */
@NullMarked
package dev.holdfast;

import org.jspecify.annotations.NullMarked;
