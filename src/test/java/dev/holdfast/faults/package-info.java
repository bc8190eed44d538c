/** The fault proxy between raw sockets, and under the real client of Toxiproxy. */
@NullMarked
package dev.holdfast.faults;

import org.jspecify.annotations.NullMarked;
