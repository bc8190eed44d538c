/** Which dialect a run speaks: one of the class path by its name, or one that a file describes. */
@NullMarked
package dev.holdfast.dialect.choice;

import org.jspecify.annotations.NullMarked;
