/**
 * What a server owes a client, what came back, and the judgement: pure, with no clock, network or
 * file.
 */
@NullMarked
package dev.holdfast.continuity;

import org.jspecify.annotations.NullMarked;
