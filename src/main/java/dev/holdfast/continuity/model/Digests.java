package dev.holdfast.continuity.model;

import java.util.List;

/** How a backend forms the digests of its cheap check; a dialect knows. */
public interface Digests {

  /** The digest of a whole history in order. */
  String historyDigest(List<Message> history);

  /** The digest of memory, workflow and tool calls. */
  String contextDigest(Memory memory, Workflow workflow, List<ToolCall> toolCalls);
}
