/** The walls between the simulations' packages. */
@NullMarked
package dev.holdfast.architecture;

import org.jspecify.annotations.NullMarked;
