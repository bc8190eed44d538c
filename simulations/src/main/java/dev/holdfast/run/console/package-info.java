/** What a run says to whoever started it, while it goes on. */
@NullMarked
package dev.holdfast.run.console;

import org.jspecify.annotations.NullMarked;
