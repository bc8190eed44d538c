/**
 * What differs between the kinds of run: who takes part, what is asserted, what is done meanwhile.
 */
@NullMarked
package dev.holdfast.run.kinds;

import org.jspecify.annotations.NullMarked;
