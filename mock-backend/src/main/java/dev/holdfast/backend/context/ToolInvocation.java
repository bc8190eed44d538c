package dev.holdfast.backend.context;

import java.time.Instant;

/**
 * One execution of a tool by the agent.
 *
 * @param id unique within the session
 * @param turn the id of the user message in whose turn it was executed
 * @param tool the tool's name
 * @param result its result in textual form
 * @param timestamp when it was committed
 */
public record ToolInvocation(
    String id, String turn, String tool, String result, Instant timestamp) {}
