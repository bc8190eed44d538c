/** Other backends that share a store, and sessions that move between them. */
@NullMarked
package dev.holdfast.backend.session.peers;

import org.jspecify.annotations.NullMarked;
