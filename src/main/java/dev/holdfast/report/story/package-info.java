/** Witnesses told as stories: who, where, how the connection was lost, what was owed, what came. */
@NullMarked
package dev.holdfast.report.story;

import org.jspecify.annotations.NullMarked;
