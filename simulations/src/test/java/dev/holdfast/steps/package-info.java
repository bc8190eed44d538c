/** The steps of virtual users, tried without load. */
@NullMarked
package dev.holdfast.steps;

import org.jspecify.annotations.NullMarked;
