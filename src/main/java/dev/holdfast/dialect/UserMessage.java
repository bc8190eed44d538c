package dev.holdfast.dialect;

import dev.holdfast.continuity.model.Memory;

/**
 * What a user says to the agent.
 *
 * @param id unique in the session; the same when the message is sent again
 * @param content the text
 * @param memory what the backend shall remember with the message; may be empty
 * @param reply whether the agent shall answer
 */
public record UserMessage(String id, String content, Memory memory, boolean reply) {}
