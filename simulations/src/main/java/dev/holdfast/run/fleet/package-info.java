/** A run whose load is made by injectors on other machines, and what such an injector does. */
@NullMarked
package dev.holdfast.run.fleet;

import org.jspecify.annotations.NullMarked;
