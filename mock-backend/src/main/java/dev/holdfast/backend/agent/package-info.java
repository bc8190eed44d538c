/** A deterministic scripted agent: turns, streamed replies, tool calls, workflow steps. */
@NullMarked
package dev.holdfast.backend.agent;

import org.jspecify.annotations.NullMarked;
