/** Tests of the wire protocol. */
@NullMarked
package dev.holdfast.backend.protocol;

import org.jspecify.annotations.NullMarked;
