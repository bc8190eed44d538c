/** What a run needs before its first user: dialect, addresses, protocol, console. */
@NullMarked
package dev.holdfast.run.context;

import org.jspecify.annotations.NullMarked;
