package dev.holdfast.continuity.model;

/**
 * One execution of a tool by the agent.
 *
 * @param id unique within the session
 * @param turn the id of the user message in whose turn it was executed
 * @param tool the tool's name
 * @param result its result, or a digest of it, in textual form
 */
public record ToolCall(String id, String turn, String tool, String result) {}
