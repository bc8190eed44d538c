/** HTTP against servers that take offers badly. */
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;
