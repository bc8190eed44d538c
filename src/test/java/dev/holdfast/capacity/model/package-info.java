/** The scalability law, fitted to what was measured, and the knees of a curve. */
@NullMarked
package dev.holdfast.capacity.model;

import org.jspecify.annotations.NullMarked;
