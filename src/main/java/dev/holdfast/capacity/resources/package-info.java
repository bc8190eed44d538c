/** What a target tells of itself, and how much of each resource it used. */
@NullMarked
package dev.holdfast.capacity.resources;

import org.jspecify.annotations.NullMarked;
