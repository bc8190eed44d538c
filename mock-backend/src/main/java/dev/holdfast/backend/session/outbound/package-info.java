/** What leaves a connection, how much of it may wait, and how it ends. */
@NullMarked
package dev.holdfast.backend.session.outbound;

import org.jspecify.annotations.NullMarked;
