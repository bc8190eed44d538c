/** Patterns, places and templates of a dialect file, compiled. */
@NullMarked
package dev.holdfast.dialect.file.rules;

import org.jspecify.annotations.NullMarked;
