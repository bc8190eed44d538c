/**
 * Walks through a protocol with two users and says, line by line, what a target keeps of it: before
 * anybody loads it.
 */
@NullMarked
package dev.holdfast.conformance;

import org.jspecify.annotations.NullMarked;
