/** What tests need of the machine, and what is said where it is missing. */
@NullMarked
package dev.holdfast.prerequisites;

import org.jspecify.annotations.NullMarked;
