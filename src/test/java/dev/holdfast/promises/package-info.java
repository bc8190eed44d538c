/** What is promised is what is recorded. */
@NullMarked
package dev.holdfast.promises;

import org.jspecify.annotations.NullMarked;
