/** What Gatling alone costs for the same traffic: the measure of the kit's own cost. */
@NullMarked
package dev.holdfast.baseline;

import org.jspecify.annotations.NullMarked;
