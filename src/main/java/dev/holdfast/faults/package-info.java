/**
 * How a connection is lost: a TCP proxy in front of any target, the closed list of faults it can do
 * to one user's connection, and the toxics it can put on all of them.
 */
@NullMarked
package dev.holdfast.faults;

import org.jspecify.annotations.NullMarked;
