/** The pieces of an agent's answers, joined again; and what users have it answer at length. */
@NullMarked
package dev.holdfast.user.streams;

import org.jspecify.annotations.NullMarked;
