/** Tests of the whole backend on real sockets and as a real process. */
@NullMarked
package dev.holdfast.backend;

import org.jspecify.annotations.NullMarked;
