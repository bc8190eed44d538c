/** Stateful reconnect of SignalR: what a file cannot say, since both sides count and send again. */
@NullMarked
package dev.holdfast.dialect.signalr;

import org.jspecify.annotations.NullMarked;
