/**
 * The words that scenarios are told in: open a session, connect, converse, disrupt, move,
 * reconnect, verify.
 */
@NullMarked
package dev.holdfast.steps;

import org.jspecify.annotations.NullMarked;
