/** The ways in which others speak in a user's session. */
@NullMarked
package dev.holdfast.steps.others;

import org.jspecify.annotations.NullMarked;
