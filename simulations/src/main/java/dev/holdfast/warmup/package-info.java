/** What comes before a run is recorded: throw-away users, until generator and target are warm. */
@NullMarked
package dev.holdfast.warmup;

import org.jspecify.annotations.NullMarked;
