@NullMarked
package dev.holdfast.dialect.signalr;

import org.jspecify.annotations.NullMarked;
