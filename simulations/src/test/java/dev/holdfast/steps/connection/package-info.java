/** Connecting, frames in and out, histories. */
@NullMarked
package dev.holdfast.steps.connection;

import org.jspecify.annotations.NullMarked;
