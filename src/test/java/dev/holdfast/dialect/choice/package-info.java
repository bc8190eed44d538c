/** Which dialect a name chooses. */
@NullMarked
package dev.holdfast.dialect.choice;

import org.jspecify.annotations.NullMarked;
