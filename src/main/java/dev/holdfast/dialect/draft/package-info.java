/** A first draft of a dialect file, from what describes a backend already. */
@NullMarked
package dev.holdfast.dialect.draft;

import org.jspecify.annotations.NullMarked;
