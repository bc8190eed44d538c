/** Every frame of the protocol, and everything that is none. */
@NullMarked
package dev.holdfast.dialect;

import org.jspecify.annotations.NullMarked;
