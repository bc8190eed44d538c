/** Tests of what outlives a connection, a process or a node. */
@NullMarked
package dev.holdfast.backend.store;

import org.jspecify.annotations.NullMarked;
