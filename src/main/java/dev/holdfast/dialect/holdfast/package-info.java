/** The protocol of the mock backend, read and written without a tree in between. */
@NullMarked
package dev.holdfast.dialect.holdfast;

import org.jspecify.annotations.NullMarked;
