package dev.holdfast.continuity;

import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation history.
 *
 * @param seq its place in the history, from 1; 0 where the backend numbers nothing
 * @param id unique within the session
 * @param role who wrote it
 * @param content its text
 * @param inReplyTo the id of the user message that an agent's message answers; null on user
 *     messages
 */
public record Message(long seq, String id, Role role, String content, @Nullable String inReplyTo) {}
