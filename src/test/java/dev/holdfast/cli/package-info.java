/** Commands run as a person or a pipeline runs them. */
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
