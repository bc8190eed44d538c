package dev.holdfast.continuity.model;

import java.util.List;
import java.util.function.Function;

/** How a backend forms the digests of its cheap check; a dialect knows. */
public interface Digests {

  /** The digest of a whole history in order. */
  String historyDigest(List<Message> history);

  /**
   * The digests of one session's histories, one after the other, for one thread at a time: who
   * forms a digest in order need not begin anew where a history goes on from the one before.
   */
  default Function<List<Message>, String> histories() {
    return this::historyDigest;
  }

  /** The digest of memory, workflow and tool calls. */
  String contextDigest(Memory memory, Workflow workflow, List<ToolCall> toolCalls);
}
