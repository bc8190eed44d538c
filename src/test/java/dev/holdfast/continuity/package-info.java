/**
 * Ledger and oracle against a small model of a correct server, and against each thing done to it.
 */
@NullMarked
package dev.holdfast.continuity;

import org.jspecify.annotations.NullMarked;
