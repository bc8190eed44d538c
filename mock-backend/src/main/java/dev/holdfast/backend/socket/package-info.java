/** WebSockets on Jetty: the upgrade, and the wires that connections write to. */
@NullMarked
package dev.holdfast.backend.socket;

import org.jspecify.annotations.NullMarked;
