/** Nothing recorded is lost, but what a kill cuts off. */
@NullMarked
package dev.holdfast.measure;

import org.jspecify.annotations.NullMarked;
