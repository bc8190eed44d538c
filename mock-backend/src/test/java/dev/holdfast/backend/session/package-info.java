/** Tests of sessions and connections. */
@NullMarked
package dev.holdfast.backend.session;

import org.jspecify.annotations.NullMarked;
