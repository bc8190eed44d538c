/** What a run says to whoever started it fits a terminal and a log. */
@NullMarked
package dev.holdfast.run.console;

import org.jspecify.annotations.NullMarked;
