package dev.holdfast.backend.http;

/**
 * A session as the administration sees it.
 *
 * @param sessionId the session
 * @param connected whether a connection serves it now
 * @param version the context's version
 * @param messages the number of messages in its history
 * @param toolCalls the number of tool calls in its history
 * @param connectionsSeen how many connections it has had, including the present one
 */
public record SessionView(
    String sessionId,
    boolean connected,
    long version,
    int messages,
    int toolCalls,
    int connectionsSeen) {}
