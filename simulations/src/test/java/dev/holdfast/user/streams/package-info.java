/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.user.streams;

import org.jspecify.annotations.NullMarked;
