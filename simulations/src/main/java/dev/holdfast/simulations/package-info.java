/** The runnable simulations, and nothing else. */
@NullMarked
package dev.holdfast.simulations;

import org.jspecify.annotations.NullMarked;
