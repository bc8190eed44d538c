package dev.holdfast.dialect;

import dev.holdfast.continuity.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the server, read.
 *
 * @param id the client's frame that it answers; null in what the server says of itself
 * @param event what it says
 */
public record Frame(@Nullable String id, ServerEvent event) {}
