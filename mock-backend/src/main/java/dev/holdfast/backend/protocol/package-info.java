/** The words of the wire protocol and their JSON. */
@NullMarked
package dev.holdfast.backend.protocol;

import org.jspecify.annotations.NullMarked;
